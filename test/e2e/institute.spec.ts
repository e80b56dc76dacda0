import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ProcwiseClient, signIn, type Json } from '../server/proctorexam/client.ts';
import { startMailServer, type MailServer } from '../server/support/mailServer.ts';
import { openApp } from './support/app.ts';
import { Candidate } from './support/candidate.ts';
import { ownFolder } from './support/folders.ts';
import { startServer, type RunningServer } from './support/server.ts';
import { openBrowser, openStudents, signInStaff } from './support/staff.ts';

const DAY = 24 * 3_600_000;
const EMAIL = 'exams@uni.example';

let folder: Awaited<ReturnType<typeof ownFolder>>;
let smtp: MailServer;
let server: RunningServer;
let browser: Browser;
let staff: Page;

beforeAll(async () => {
  [folder, smtp, browser] = await Promise.all([
    ownFolder('institute'),
    startMailServer(),
    openBrowser(),
  ]);
  server = await startServer({
    folder: folder.path,
    config: {
      institutes: [
        {
          ...{ id: 'uni', name: 'University of the North', secureBrowserLevel: 'basic' },
          administrators: [{ email: EMAIL, name: 'Exam office' }],
        },
      ],
      mail: {
        smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' },
        from: `Exams <${EMAIL}>`,
      },
    },
  });
  staff = await signInStaff(browser, { server });
});

afterAll(async () => {
  await Promise.all([browser.close(), server.stop(), smtp.close()]);
  await folder.remove();
});

const Made = z.object({ event: z.literal('api_administrator'), passwordFile: z.string() });

/** Signs in as the configured administrator, whose password the log does not tell. */
async function openClient(): Promise<ProcwiseClient> {
  const lines = server.log.filter((line) => line.includes('api_administrator'));
  const { passwordFile } = Made.parse(JSON.parse(lines[0] ?? '{}'));
  const password = (await readFile(passwordFile, 'utf8')).trim();
  expect(server.log.join()).not.toContain(password);
  const { body } = await signIn(server.url, EMAIL, password);
  const [token, secret] = [String(body['api_token']), String(body['secret_key'])];
  return new ProcwiseClient({ base: server.url, token, secret, now: () => Date.now() });
}

/** The link of a mail, which may still be on its way. */
async function linkFromMail(kind: 'check' | 'exam'): Promise<string> {
  const pattern = new RegExp(`${server.url}/proctorexam/${kind}/\\w+`);
  const find = (): string | undefined =>
    smtp.mails.map(({ text }) => pattern.exec(text ?? '')?.[0]).find((link) => link !== undefined);
  await expect.poll(find, { timeout: 60_000, interval: 250 }).toBeDefined();
  return find() ?? '';
}

/** Opens the link of a mail in a real browser and reads what is behind its button. */
async function deepLinkOf(link: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(link);
  const deepLink = await page.locator('a[href^="invigil://"]').first().getAttribute('href');
  await page.close();
  if (deepLink === null) throw new Error('the page offers no link');
  return deepLink;
}

/** No exam of an institute may be sat in a virtual machine; the tests' is one, and staff say it may. */
async function allowVirtualMachine(): Promise<void> {
  await openStudents(staff, { server });
  await staff.locator('tbody a[href*="/students/"]').first().click();
  await staff.locator('#waive-step').selectOption('virtual_machine');
  await staff.getByRole('button', { name: 'Waive this step' }).click();
  await staff.getByRole('dialog').locator('button.primary').click();
  await staff.waitForURL(/saved=yes/);
}

it('a student of an institute checks the computer days before, and sits the exam by mail', async () => {
  smtp.mails.length = 0;
  const client = await openClient();
  const at = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
  const made = await client.post(
    'exams',
    {},
    { name: 'Topology', type: 'record_review', start_time: at(3), end_time: at(4) },
  );
  expect(made.status).toBe(201);
  const { id } = made.body['exam'] as { id: number };
  const task = '<h2>Question 1</h2><p>Is every compact set closed?</p>';
  const ids = { exam_id: id };
  await client.post(`exams/${String(id)}/documents`, ids, { exam_content: task, name: 'Paper' });
  const added = await client.post(`exams/${String(id)}/student_sessions`, ids, {
    ...{ name: 'Ann Lee', email: 'ann@example.org' },
  });
  const { id: student } = added.body['student'] as { id: number };
  const statusOf = async (): Promise<unknown> => {
    const read = await client.get(`student_sessions/${String(student)}`, { id: student });
    return (read.body['student'] as Json)['status'];
  };
  await client.post(`exams/${String(id)}/send_emails`, { id });
  expect(await statusOf()).toBe('email_sent');

  await allowVirtualMachine();

  const userData = await ownFolder('advance');
  const checking = await openApp({
    userData: userData.path,
    link: await deepLinkOf(await linkFromMail('check')),
  });
  const early = new Candidate(checking, 'en');
  await early.confirmsServer();
  await early.passesChecks('checks.finish');
  await early.sees('finish.checked.title');
  await checking.page.getByText(early.text('finish.sent')).waitFor({ timeout: 60_000 });
  expect(checking.faults).toEqual([]);
  await checking.close();
  expect(await statusOf()).toBe('after_check_req');

  // The day has come.
  await client.patch(`exams/${String(id)}`, { id }, { start_time: at(-0.1), end_time: at(1) });
  const app = await openApp({
    userData: userData.path,
    link: await deepLinkOf(await linkFromMail('exam')),
  });
  // The server was confirmed on this computer before.
  const candidate = new Candidate(app, 'en');
  await candidate.consents();
  await candidate.passesChecks();
  await candidate.sendsPhoto('face');
  await candidate.sendsPhoto('passport');
  await candidate.readsRules();
  await candidate.startsExam();
  const exam = await app.foreignPage();
  await exam.getByText('Is every compact set closed?').waitFor({ timeout: 30_000 });
  expect(await statusOf()).toBe('exam_started');
  await candidate.finishesExam();
  await candidate.seesEnd();
  expect(await statusOf()).toBe('exam_finished');
  await app.close();
  await userData.remove();
}, 360_000);
