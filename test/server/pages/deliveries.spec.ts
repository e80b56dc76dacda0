import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startReceiver, type Receiver } from '../constructorClient/receiver.ts';
import { deliverDue } from '../support/deliver.ts';
import { call, parameters } from '../support/lms.ts';
import { openApp, status } from '../support/app.ts';
import { MINUTE, SECRET, startTestServer, type TestServer } from '../support/server.ts';
import { axeFindings, launchBrowser, newPage } from './support/browser.ts';
import { givePassword, signIn, staffClient } from './support/staff.ts';

let lms: Receiver;
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  lms = await startReceiver(SECRET, () => server.now() / 1000);
});
afterEach(async () => {
  await server.close();
  await lms.close();
});

async function open(integration: object = {}): Promise<void> {
  const callbacks = { review: lms.url('review'), warning: 'https://10.0.0.1/hook' };
  server = await startTestServer({
    integration: { callbacks, allowedHosts: [lms.host], ...integration },
  });
  await givePassword(server);
}

/** A session of an exam, over if it is to be; the address of its student's page. */
async function session(id: string, isOver = true): Promise<string> {
  const given = { sessionId: id, language: 'en', examName: 'Numerical Methods II' };
  const app = await openApp(server, parameters(server, given));
  await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
  if (isOver) await call(server, 'POST', `sessions/${id}/finish/`);
  const { examId } = await server.deps.database
    .selectFrom('sessions')
    .select('examId')
    .where('id', '=', app.grant.id)
    .executeTakeFirstOrThrow();
  return `/staff/exams/${examId}/students/${app.grant.id}`;
}

const rows = () =>
  server.deps.database.selectFrom('deliveries').selectAll().orderBy('number').execute();

describe('the deliveries in the staff section', () => {
  it('show what waits, what was given up and why, nothing secret, and are sent again on demand', async () => {
    await open();
    await session('one');
    lms.answer = () => ({
      status: 422,
      text: 'no such attempt; token aaaaaaaaaa.bbbbbbbbbb.cccccccc',
    });
    for (const pause of [0, 10 * MINUTE, 20 * MINUTE]) {
      server.clock.skip(pause);
      await deliverDue(server);
    }
    await session('two');
    lms.answer = () => ({ status: 200 });
    await deliverDue(server);
    lms.answer = () => ({ status: 503, text: 'maintenance until noon' });
    await session('three');
    await deliverDue(server);

    const page = await newPage(browser, { viewport: { width: 1280, height: 900 } });
    await signIn(page, server);
    await page.getByRole('link', { name: 'Deliveries' }).click();
    await page.getByRole('heading', { name: 'Deliveries' }).waitFor();
    const text = await page.locator('main').innerText();
    for (const words of ['Given up', 'Answered 422', 'no such attempt', 'Taken (200)', 'Waiting']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('hidden');
    expect(text).not.toContain('bbbbbbbbbb');
    expect(await axeFindings(page)).toEqual([]);
    mkdirSync('out/screens', { recursive: true });
    await page.screenshot({ path: 'out/screens/deliveries.png', fullPage: true });

    await page.getByLabel('State').selectOption('given_up');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.getByRole('row').count()).toBe(2);
    lms.answer = () => ({ status: 200 });
    await page.getByRole('button', { name: 'Send again: Result' }).click();
    await page.getByRole('status').waitFor();
    await deliverDue(server);
    const one = (await rows())[0];
    expect(one).toMatchObject({ state: 'delivered', attempts: 1 });
    const audit = await server.deps.database
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'delivery_sent_again')
      .execute();
    expect(audit).toMatchObject([
      { actor: 'administrator:admin', sessionId: one?.sessionId, before: { state: 'given_up' } },
    ]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: 'out/screens/deliveries-narrow.png', fullPage: true });
    expect(page.wrongs).toEqual([]);
    await page.context().close();
  });

  it('are the administrators’ alone, and only within their accounts', async () => {
    await open();
    await session('one');
    const id = (await rows())[0]?.id ?? '';
    await server.deps.database.updateTable('staff').set({ everywhere: false }).execute();
    const fenced = await staffClient(server);
    expect(await (await fenced.get('/staff/deliveries')).text()).not.toContain(id);
    expect((await fenced.post(`/staff/deliveries/${id}/again`, {})).status).toBe(404);
    await server.deps.database.updateTable('staff').set({ role: 'reviewer' }).execute();
    expect((await fenced.get('/staff/deliveries')).status).toBe(403);
  });
});

describe('the conclusion of a session', () => {
  it('is given on the student’s page and sent to the LMS, as often as it changes', async () => {
    await open();
    const path = await session('one');
    await deliverDue(server);
    const page = await newPage(browser);
    await signIn(page, server);
    await page.goto(`${server.url}${path}`);
    await page.getByRole('combobox', { name: 'Conclusion' }).selectOption('rejected');
    await page.getByLabel('Comment').fill('Second person in frame twice');
    await page.locator('#conclusion').screenshot({ path: 'out/screens/conclusion.png' });
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Conclude' }).click();
    await page.getByText('Second person in frame twice').first().waitFor();
    await deliverDue(server);
    await page.getByRole('combobox', { name: 'Conclusion' }).selectOption('accepted');
    await page.getByLabel('Comment').fill('');
    await page.getByRole('button', { name: 'Conclude' }).click();
    await page.getByText('by admin').or(page.getByText('Accepted')).first().waitFor();
    await deliverDue(server);
    expect(lms.of('review').map(({ conclusion, comment }) => [conclusion, comment])).toEqual([
      ['unknown', undefined],
      ['rejected', 'Second person in frame twice'],
      ['accepted', undefined],
    ]);
    expect(page.wrongs).toEqual([]);
    await page.context().close();
  });

  it('stands where the first one is final, and waits until the exam is over', async () => {
    await open({ finalConclusion: true });
    const early = await session('early', false);
    const over = await session('over');
    const staff = await staffClient(server);
    const conclude = (path: string, conclusion: string) =>
      staff.post(`${path}/conclusion`, { conclusion, comment: '', confirmed: 'yes' });
    expect(await (await conclude(early, 'accepted')).text()).toContain('The exam is not over');
    expect((await conclude(over, 'perhaps')).status).toBe(422);
    const asked = await staff.post(`${over}/conclusion`, {
      conclusion: 'accepted',
      comment: 'Fine',
    });
    const page = await asked.text();
    expect(page).toMatch(/<dialog[^]*Conclude [^]* as “Accepted”\?/);
    expect(page).toContain('maxLength="2000" aria-describedby="conclusion-why">Fine<');
    expect((await conclude(over, 'accepted')).status).toBe(303);
    const again = await conclude(over, 'rejected');
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('The first conclusion is final');
    await server.deps.database.updateTable('staff').set({ role: 'proctor' }).execute();
    expect((await conclude(over, 'rejected')).status).toBe(403);
  });
});
