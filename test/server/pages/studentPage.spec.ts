import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { event, status } from '../support/app.ts';
import { JPEG } from '../support/pictures.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { launchBrowser, newPage, soon, type WatchedPage } from './support/browser.ts';
import { openStudent, passAll, sendPhoto, type Student } from './support/exam.ts';
import { givePassword, signIn, staffClient } from './support/staff.ts';

let server: TestServer;
let browser: Browser;
let page: WatchedPage;
let student: Student;
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  await givePassword(server);
  student = await openStudent(
    server,
    { firstName: 'Amara', lastName: 'Okafor' },
    { special_accommodations_info: '25% extra time <b>reader</b>' },
  );
  page = await newPage(browser);
  await signIn(page, server);
  await page.waitForURL('**/staff/exams');
});
afterAll(() => Promise.all([server.close(), browser.close()]));
afterEach(() => {
  expect(page.wrongs).toEqual([]);
});

const open = async (of = student): Promise<void> => {
  await page.goto(`${server.url}${of.path}`);
  await page.locator('[data-live="on"]').waitFor();
};
const part = (name: string) => page.locator(`[data-fresh-part="${name}"]`);

describe('the page of one student', () => {
  it('shows each transition with its time as it happens, and keeps what is being typed', async () => {
    await open();
    await page.getByLabel('Extra minutes', { exact: true }).fill('17');
    await student.app.send(...passAll(server), status(server, 'after_check_req'));
    await soon(() => part('timeline').innerText()).toContain('Checks completed');
    server.clock.skip(90_000);
    await student.app.send(status(server, 'in_setup'));
    await soon(() => part('timeline').innerText()).toContain('In setup');
    const times = part('timeline').locator('time');
    const moments = await times.evaluateAll((all) =>
      all.map((one) => one.getAttribute('datetime')),
    );
    expect(moments).toEqual([...moments].sort());
    expect(moments.at(-1)).toBe(new Date(server.now()).toISOString());
    // 08:01:30 UTC is 09:01:30 in Paris, and the page says whose time it is.
    expect(await times.last().textContent()).toContain('09:01:30');
    expect(await page.locator('[data-zone]').first().textContent()).toBe(
      'Central European Standard Time (Europe/Paris)',
    );
    expect(await page.getByLabel('Extra minutes', { exact: true }).inputValue()).toBe('17');
    expect(await part('checks').innerText()).toMatch(/Camera[\s:]+Passed/);
  });

  it('shows incidents in words with their evidence', async () => {
    await open();
    await student.app.send(
      event(server, {
        type: 'incident',
        incident: {
          kind: 'display_forbidden',
          severity: 'serious',
          evidence: [
            { code: 'display_several', values: { count: 2 } },
            { code: 'a_fact_of_tomorrow', values: { port: 'HDMI-1' } },
          ],
        },
      }),
    );
    await soon(() => part('incidents').innerText()).toContain('2 screens are in use.');
    const words = await part('incidents').innerText();
    expect(words).toContain('More displays are connected than the exam allows');
    expect(words).toContain('a fact of tomorrow, port: HDMI-1');
    expect(await part('incidents').locator('.unseen').first().textContent()).toContain('Serious');
  });

  it('shows who asks for another way, until they agree', async () => {
    const asking = await openStudent(server, { firstName: 'Ada', lastName: 'Nwosu' });
    await open(asking);
    const explanation = 'I have no camera <script>at home</script>';
    await asking.app.send(event(server, { type: 'consent', given: false, explanation }));
    await soon(() => part('facts').innerText()).toContain(explanation);
    server.clock.skip(1000);
    await asking.app.send(event(server, { type: 'consent', given: true }));
    await soon(() => part('facts').innerText()).toContain('Agreed to be recorded');
    expect(await part('facts').innerText()).not.toContain(explanation);
  });
});

describe('accommodations', () => {
  it('show the words of the LMS as text', async () => {
    await open();
    const words = page.locator('#accommodations blockquote');
    expect(await words.innerText()).toBe('25% extra time <b>reader</b>');
  });

  it('are granted in minutes, moved to the app, and written down', async () => {
    await open();
    await page.getByLabel('Extra minutes', { exact: true }).fill('30');
    await page.getByRole('button', { name: 'Save extra minutes' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toContain('Set the extra minutes of Amara Okafor to 30?');
    expect(await dialog.innerText()).toContain('The LMS’s own limit is unchanged');
    await dialog.getByRole('link', { name: 'Cancel' }).click();
    // What was typed is still there, and nothing was granted.
    expect(await page.getByLabel('Extra minutes', { exact: true }).inputValue()).toBe('30');
    expect(await part('audit').innerText()).not.toContain('Extra minutes');
    await page.getByRole('button', { name: 'Save extra minutes' }).click();
    await dialog.getByRole('button').click();
    await page.getByText('Saved.').waitFor();
    expect(await page.getByLabel('Extra minutes', { exact: true }).inputValue()).toBe('30');
    await page.getByLabel('Break minutes', { exact: true }).fill('10');
    await page.getByRole('button', { name: 'Save break minutes' }).click();
    await dialog.getByRole('button').click();
    await page.waitForURL('**?saved=yes#accommodations');
    await soon(() => part('audit').innerText()).toContain('Break minutes: 0 → 10');
    expect(await part('audit').innerText()).toContain('Extra minutes: 0 → 30');
    expect(await part('audit').innerText()).toContain('admin');
    const { body } = await student.app.beat();
    expect(body).toMatchObject({
      state: { accommodations: { extraMinutes: 30, breakMinutes: 10 } },
    });
  });

  it('move the end of a running exam', async () => {
    await student.app.send(status(server, 'exam_started'));
    const startedAt = server.now();
    await open();
    const ends = part('facts').getByText('Ends').locator('..').locator('time');
    const expected = new Date(startedAt + (60 + 30) * 60_000).toISOString();
    expect(await ends.getAttribute('datetime')).toBe(expected);
  });

  it.each(['-1', '601', '1.5', '1e1', ''])(
    'refuse %j minutes and say what is allowed',
    async (minutes) => {
      const client = await staffClient(server);
      const answer = await client.post(`${student.path}/extra-minutes`, { minutes });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('Extra minutes: a whole number from 0 to 600.');
    },
  );

  it('waive a step and take it back', async () => {
    await open();
    await page.getByLabel('Waive a step of the system check').selectOption('microphone');
    await page.getByRole('button', { name: 'Waive this step' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Waive' }).click();
    await page.getByText('Saved.').waitFor();
    expect((await student.app.beat()).body).toMatchObject({
      state: { accommodations: { waivedSteps: ['microphone'] } },
    });
    expect(await part('audit').innerText()).toContain('Waived: Microphone');
    await page.getByRole('button', { name: 'Take back the waiver of: Microphone' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await soon(() => part('audit').innerText()).toContain('Waiver taken back: Microphone');
    expect((await student.app.beat()).body).toMatchObject({
      state: { accommodations: { waivedSteps: [] } },
    });
  });

  it('show a waived step as waived until it succeeds', async () => {
    const other = await openStudent(server, { firstName: 'Noah', lastName: 'Weber' });
    const client = await staffClient(server);
    const asked = await client.post(`${other.path}/waive`, { step: 'webcam' });
    expect(await asked.text()).toMatch(/<dialog[^]*Waive “Camera” for Noah Weber\?/);
    const meant = { step: 'webcam', confirmed: 'yes' };
    expect((await client.post(`${other.path}/waive`, meant)).status).toBe(303);
    await open(other);
    expect(await part('checks').innerText()).toMatch(/Camera[\s:]+Waived/);
    await other.app.send(...passAll(server));
    await soon(() => part('checks').innerText()).toMatch(/Camera[\s:]+Passed/);
  });

  it('refuse a step that does not exist, and a session of another exam', async () => {
    const client = await staffClient(server);
    expect((await client.post(`${student.path}/waive`, { step: 'everything' })).status).toBe(422);
    const elsewhere = student.path.replace(student.examId, 'e3b0c442-98fc-4c14-9afb-f4c8996fb924');
    expect((await client.post(`${elsewhere}/waive`, { step: 'webcam' })).status).toBe(404);
    expect((await client.get(`${student.path.slice(0, -1)}x`)).status).toBe(404);
  });
});

describe('identification photos', () => {
  it('are shown with what the candidate overrode', async () => {
    await sendPhoto(server, student, { kind: 'face' });
    await sendPhoto(server, student, { kind: 'passport', overridden: 'glare,blurred' });
    await open();
    const pictures = page.getByRole('img', { name: /Photo of Amara Okafor/ });
    await soon(() =>
      pictures.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth)),
    ).toEqual([64, 64]);
    expect(await part('photos').innerText()).toContain('Sent although: glare, not sharp');
  });

  it('are given to signed-in staff only, and kept nowhere', async () => {
    const id = await sendPhoto(server, student, { kind: 'face' });
    const path = `${student.path}/photos/${id}`;
    const stranger = await fetch(`${server.url}${path}`, { headers: { accept: 'image/*' } });
    expect(stranger.status).toBe(401);
    const candidate = await fetch(`${server.url}${path}`, {
      headers: { authorization: `Bearer ${student.app.token}` },
    });
    expect(candidate.status).toBe(401);
    const client = await staffClient(server);
    const answer = await client.get(path, { accept: 'image/*' });
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(JPEG)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const other = await openStudent(server, { firstName: 'Luc', lastName: 'Moreau' });
    expect((await client.get(`${other.path}/photos/${id}`)).status).toBe(404);
  });
});

describe('a form that was not made for this sign-in', () => {
  it.each(['extra-minutes', 'break-minutes', 'waive', 'unwaive'])(
    'is refused by %s',
    async (form) => {
      const [mine, yours] = [await staffClient(server), await staffClient(server)];
      const body = { minutes: '5', step: 'webcam' };
      const forged = [undefined, '', 'made up', formTokenOfOther(await yours.get('/staff/exams'))];
      for (const formToken of forged) {
        const answer = await fetch(`${server.url}${student.path}/${form}`, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie: mine.cookie },
          body: new URLSearchParams({
            ...body,
            ...(formToken === undefined ? {} : { formToken: await formToken }),
          }),
        });
        expect(answer.status).toBe(403);
        expect(await answer.json()).toMatchObject({ error: 'form_expired' });
      }
    },
  );

  it('cannot sign anyone out', async () => {
    const client = await staffClient(server);
    const answer = await fetch(`${server.url}/staff/sign-out`, {
      method: 'POST',
      headers: { cookie: client.cookie },
    });
    expect(answer.status).toBe(403);
    expect((await client.get('/staff/exams')).status).toBe(200);
  });
});

async function formTokenOfOther(page: Response): Promise<string> {
  return /name="formToken" value="([\w-]+)"/.exec(await page.text())?.[1] ?? '';
}
