import type { Browser, BrowserContextOptions } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { event, status } from '../support/app.ts';
import { iso, parameters } from '../support/lms.ts';
import { MINUTE, startTestServer, type TestServer } from '../support/server.ts';
import {
  axeFindings,
  launchBrowser,
  newPage,
  scrollsSideways,
  type WatchedPage,
} from './support/browser.ts';
import { check, openStudent, passAll, register, sendPhoto, type Student } from './support/exam.ts';
import { startInBrowser } from './support/lmsPage.ts';
import { givePassword, signIn, staffClient } from './support/staff.ts';

let server: TestServer;
let browser: Browser;
let student: Student;
beforeAll(async () => {
  [server, browser] = await Promise.all([
    startTestServer({ integration: { languages: ['en', 'fr', 'ar'] } }),
    launchBrowser(),
  ]);
  await givePassword(server);
  await fillExam();
});
afterAll(() => Promise.all([server.close(), browser.close()]));

/** A student in every status that an app brings about, one of them with everything a page can show. */
async function fillExam(): Promise<void> {
  await register(server, { firstName: 'Luc', lastName: 'Moreau' });
  const way = ['after_check_req', 'in_setup', 'exam_not_started'];
  for (let steps = 1; steps <= way.length; steps += 1) {
    const one = await openStudent(server, { firstName: 'Zoë', lastName: `Nr ${String(steps)}` });
    await one.app.send(
      ...passAll(server),
      ...way.slice(0, steps).map((wire) => status(server, wire)),
    );
  }
  student = await openStudent(server, { firstName: 'Amara', lastName: 'Okafor' });
  await student.app.send(
    event(server, { type: 'consent', given: false, explanation: 'no camera here' }),
    ...passAll(server),
    check(server, 'bandwidth', 'failed', { bandwidthSpeed: 100_000 }),
    ...['after_check_req', 'in_setup', 'exam_started'].map((wire) => status(server, wire)),
    ...(['info', 'notice', 'serious'] as const).map((severity) =>
      event(server, {
        type: 'incident',
        incident: { kind: 'focus_lost', severity, evidence: [] },
      }),
    ),
  );
  await sendPhoto(server, student, { kind: 'face', overridden: 'glare' });
  const client = await staffClient(server);
  await client.post(`${student.path}/extra-minutes`, { minutes: '20', confirmed: 'yes' });
  await client.post(`${student.path}/waive`, { step: 'speakers', confirmed: 'yes' });
  // Long enough ago to be missed.
  server.clock.skip(MINUTE);
}

type Visit = (page: WatchedPage) => Promise<unknown>;
const go =
  (path: string): Visit =>
  (page) =>
    page.goto(`${server.url}${path}`);
const live =
  (path: () => string): Visit =>
  async (page) => {
    await page.goto(`${server.url}${path()}`);
    await page.locator('[data-live="on"]').waitFor();
  };
const begin =
  (changes: () => object): Visit =>
  (page) =>
    startInBrowser(page, server, parameters(server, { language: 'en', ...changes() }));

const PUBLIC: Readonly<Record<string, Visit>> = {
  'the front page': go('/'),
  'the download page': go('/download'),
  'the page on lockdown': go('/about-lockdown'),
  'the sign-in': go('/staff/sign-in'),
  'an address that leads nowhere': go('/nowhere'),
  'the start page': begin(() => ({ trial: true, proctoring: 'online', courseName: 'Numerics' })),
  'the start page in Arabic': begin(() => ({ language: 'ar' })),
  'a start too early': begin(() => ({ startDate: iso(server.now() + MINUTE) })),
  'a start with faults': async (page) => {
    await begin(() => ({ duration: 'x' }))(page);
    await page.locator('summary').click();
  },
};

async function chooseMinutes(page: WatchedPage): Promise<void> {
  await live(() => `/staff/exams/${student.examId}`)(page);
  await page.getByRole('button', { name: /^Act on all/ }).click();
  await page.getByRole('radio', { name: /^Extend time/ }).check();
  await page.locator('input[name="extend"]').fill('15');
}

const STAFF: Readonly<Record<string, Visit>> = {
  'the list of exams': go('/staff/exams'),
  'the change of password': go('/staff/password'),
  'the second factor': go('/staff/second-factor'),
  'the list of staff': go('/staff/people'),
  'a new member of staff': go('/staff/people/new'),
  'one member of staff': async (page) => {
    await go('/staff/people')(page);
    await page.locator('.people tbody a').first().click();
    await page.locator('#sign-in-title').waitFor();
  },
  'the record of who did what': go('/staff/audit'),
  'a deed on many': (page) => chooseMinutes(page),
  'a deed on many, asked once more': async (page) => {
    await chooseMinutes(page);
    await page.getByRole('button', { name: /^Go on/ }).click();
    await page.getByText(/^This reaches/).waitFor();
  },
  'a deed on many, at work': async (page) => {
    await chooseMinutes(page);
    await page.getByRole('button', { name: /^Go on/ }).click();
    await page.getByRole('button', { name: /^Yes, for/ }).click();
    await page.getByRole('progressbar').waitFor();
  },
  'the desk of an exam': live(() => `/staff/exams/${student.examId}/desk`),
  'an action of the desk, asked once more': async (page) => {
    await live(() => student.path)(page);
    const form = page.locator('form[action$="/desk/lock"]');
    await form.getByRole('textbox').fill('Show your desk, please.');
    await form.getByRole('button').click();
    await page.getByRole('dialog').waitFor();
  },
  'the question before a student is erased': (page) => go(`${student.path}/erase`)(page),
  'the reference of the interfaces': go('/api-reference'),
  'the Students page': live(() => `/staff/exams/${student.examId}`),
  'the Students page with an open popover': async (page) => {
    await live(() => `/staff/exams/${student.examId}`)(page);
    await page.locator(`#student-${student.id} .pill`).focus();
    await page.locator(`#checks-${student.id}`).waitFor();
  },
  'the page of one student': live(() => student.path),
  'the page after a refused form': async (page) => {
    await live(() => student.path)(page);
    await page.locator('#extra-minutes').evaluate((field) => field.setAttribute('type', 'text'));
    await page.locator('#extra-minutes').fill('many');
    await page.getByRole('button', { name: 'Save extra minutes' }).click();
    await page.getByRole('alert').waitFor();
  },
};

/** Each page is looked at once in every colour scheme, and once in every size. */
const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  'in light colours': { colorScheme: 'light' },
  // 1,280 × 800 at 200 %.
  'in dark colours, at twice the size': {
    colorScheme: 'dark',
    ...{ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  },
  'with more contrast, on a narrow screen, in French': {
    contrast: 'more',
    ...{ viewport: { width: 400, height: 800 }, locale: 'fr-FR' },
  },
};

describe.each(Object.entries(LOOKS))('axe-core finds nothing wrong %s', (_look, options) => {
  it('on the pages for everyone, nor does the content security policy', async () => {
    await findNothing(options, PUBLIC, false);
  });
  it('on the pages for staff, nor does the content security policy', async () => {
    const english = { ...options, locale: 'en-GB' };
    await findNothing(english, STAFF, true);
  });
});

async function findNothing(
  options: BrowserContextOptions,
  visits: Readonly<Record<string, Visit>>,
  signedIn: boolean,
): Promise<void> {
  const page = await newPage(browser, options);
  if (signedIn) {
    await signIn(page, server);
    await page.waitForURL('**/staff/exams');
  }
  for (const [name, visit] of Object.entries(visits)) {
    await visit(page);
    expect({
      page: name,
      findings: await axeFindings(page),
      wrongs: page.wrongs,
      sideways: await scrollsSideways(page),
    }).toEqual({ page: name, findings: [], wrongs: [], sideways: false });
  }
  await page.context().close();
}
