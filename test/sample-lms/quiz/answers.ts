import type { Answer, Answers, Attempt, SaveSource } from '../state.ts';
import type { QuizPage } from './questions.ts';

/** Form fields that carry answers are named `answer:QUESTION`. */
export const ANSWER_PREFIX = 'answer:';

/** A parsed form body: a repeated field is a list. */
export type FormBody = Readonly<Record<string, string | string[]>>;

/**
 * The answers a form holds for the questions of a page. A question without a field keeps what
 * was saved before; an empty field takes the answer back (null).
 */
export function answersIn(body: FormBody, page: QuizPage): Record<string, Answer | null> {
  const found: Record<string, Answer | null> = {};
  for (const { name, kind } of page.questions) {
    const field = body[ANSWER_PREFIX + name];
    if (field === undefined) continue;
    // A form post writes line ends as CRLF, the autosave as they were typed.
    const values = [field]
      .flat()
      .filter((value) => value !== '')
      .map((value) => value.replaceAll('\r\n', '\n'));
    const [first] = values;
    if (first === undefined) found[name] = null;
    else found[name] = kind === 'checkbox' ? values : first;
  }
  return found;
}

/** Keeps what a page sent; the same page sent twice leaves the same answers. */
export function saveAnswers(
  attempt: Attempt,
  source: SaveSource,
  page: number,
  found: Readonly<Record<string, Answer | null>>,
): void {
  const merged = Object.entries({ ...attempt.answers, ...found });
  attempt.answers = Object.fromEntries(
    merged.filter((entry): entry is [string, Answer] => entry[1] !== null),
  );
  const sent: Answers = Object.fromEntries(
    Object.entries(found).map(([name, answer]) => [name, answer ?? '']),
  );
  attempt.saves.push({ at: new Date().toISOString(), source, page, answers: sent });
}
