import type { Page } from 'playwright';

/** Pages of the sample quiz are numbered from 1, as a candidate counts them. */
type AtPage = (name: string) => Promise<void>;

/** The proof of proctoring has come when the LMS's cover is gone. */
export async function seesQuestions(exam: Page): Promise<void> {
  await exam.waitForURL(/attempt\.php/);
  await exam.waitForLoadState('load');
  await exam.locator('#proof-cover').waitFor({ state: 'detached', timeout: 14_000 });
  await exam.locator('#next').waitFor();
}

/**
 * Answers every page of the sample quiz, reads the summary and hands in.
 * @param exam the exam page, on the first page of an attempt
 */
export async function answerQuiz(
  exam: Page,
  atPage: AtPage = () => Promise.resolve(),
): Promise<void> {
  for (let page = 1; ; page += 1) {
    await seesQuestions(exam);
    await answerPage(exam, page);
    await atPage(String(page));
    const url = exam.url();
    await exam.locator('#next').click();
    await exam.waitForURL((address) => address.href !== url);
    if ((await exam.locator('#finish').count()) > 0) break;
  }
  await atPage('summary');
  await exam.locator('#finish').click();
}

async function answerPage(exam: Page, page: number): Promise<void> {
  const texts = exam.locator('input[type="text"]:not([readonly]):visible, textarea:visible');
  for (let field = 0; field < (await texts.count()); field += 1) {
    await texts.nth(field).fill(`Answer ${String(page)}.${String(field + 1)} – 0.5 · x² ≠ y`);
  }
  const choices = exam.locator('label:has(input[type="radio"])');
  if ((await choices.count()) > 0) await choices.first().click();
}
