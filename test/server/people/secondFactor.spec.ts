import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staffKeys } from '../../../server/people/staffKeys.ts';
import { axeFindings, launchBrowser, newPage, scrollsSideways } from '../pages/support/browser.ts';
import {
  cookieOf,
  formTokenIn,
  givePassword,
  NAME,
  PASSWORD,
  signIn,
  staffClient,
} from '../pages/support/staff.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ config: { staff: { secondFactor: ['administrator'] } } });
  await givePassword(server);
});
afterAll(() => server.close());

const HTML = { accept: 'text/html' };
const STEP = 30_000;

/** The name and the password, up to where the code is asked for. */
async function passwordOnly(from = '203.0.113.1'): Promise<{ answer: Response; cookie: string }> {
  const form = await fetch(`${server.url}/staff/sign-in`, { headers: HTML });
  const answer = await fetch(`${server.url}/staff/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(form, 'invigil_sign_in'), 'x-forwarded-for': from },
    body: new URLSearchParams({
      name: NAME,
      password: PASSWORD,
      formToken: formTokenIn(await form.text()),
    }),
  });
  return { answer, cookie: cookieOf(answer, 'invigil_staff') };
}

async function giveCode(cookie: string, code: string, from = '203.0.113.1'): Promise<Response> {
  const headers = { ...HTML, cookie, 'x-forwarded-for': from };
  const form = await fetch(`${server.url}/staff/sign-in/code`, { headers, redirect: 'manual' });
  return fetch(`${server.url}/staff/sign-in/code`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams({ code, formToken: formTokenIn(await form.text()) }),
  });
}

const codeAt = (secret: string): string =>
  new TOTP({ secret }).generate({ timestamp: server.clock.now() });

let secret = '';
let recovery: string[] = [];

describe('the second factor', () => {
  it('is asked for of a role that needs it before anything else', async () => {
    const client = await staffClient(server).catch(() => undefined);
    // The client reads its form token from a page that it does not get.
    expect(client).toBeUndefined();
    const { cookie } = await passwordOnly();
    const page = await fetch(`${server.url}/staff/exams`, {
      redirect: 'manual',
      headers: { ...HTML, cookie },
    });
    expect(page.headers.get('location')).toBe('/staff/second-factor');
  });

  it('is set up with a first code, and kept sealed; the recovery codes are shown once', async () => {
    const { cookie } = await passwordOnly();
    const headers = { ...HTML, cookie };
    const page = await (await fetch(`${server.url}/staff/second-factor`, { headers })).text();
    expect(page).toContain('class="qr"');
    secret = (/class="fixed">([A-Z2-7 ]{30,})</.exec(page)?.[1] ?? '').replaceAll(' ', '');
    const sealed = /name="sealed" value="([\w-]+)"/.exec(page)?.[1] ?? '';
    const send = (code: string) =>
      fetch(`${server.url}/staff/second-factor`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ sealed, code, formToken: formTokenIn(page) }),
      });
    expect((await send('000000')).status).toBe(422);
    const done = await send(codeAt(secret));
    expect(done.status).toBe(200);
    recovery = [...(await done.text()).matchAll(/<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/g)].map(
      ([, code = '']) => code,
    );
    expect(recovery).toHaveLength(10);
    const row = await server.deps.database
      .selectFrom('staff')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(row.factorSecret).not.toContain(secret);
    const kept = await server.deps.database.selectFrom('recoveryCodes').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(recovery[0]?.replace('-', ''));
    const again = await (await fetch(`${server.url}/staff/second-factor`, { headers })).text();
    expect(again).toContain('10 recovery codes left');
    expect(again).not.toContain(recovery[0]);
  });

  it('lets nobody in with the password alone', async () => {
    const { answer, cookie } = await passwordOnly();
    expect(answer.headers.get('location')).toBe('/staff/sign-in/code');
    const page = await fetch(`${server.url}/staff/exams`, {
      redirect: 'manual',
      headers: { ...HTML, cookie },
    });
    expect(page.status).toBe(303);
    expect(page.headers.get('location')).toContain('/staff/sign-in');
  });

  it('is asked for on a page that everyone can use', async () => {
    const browser = await launchBrowser();
    const page = await newPage(browser);
    await signIn(page, server);
    await page.waitForURL('**/staff/sign-in/code*');
    expect(await axeFindings(page)).toEqual([]);
    expect(page.wrongs).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await browser.close();
  });

  it('takes a code once, and gives another cookie for it', async () => {
    server.clock.skip(2 * STEP);
    const code = codeAt(secret);
    const first = await passwordOnly();
    const came = await giveCode(first.cookie, code);
    expect(came.headers.get('location')).toBe('/staff/exams');
    const cookie = cookieOf(came, 'invigil_staff');
    expect(cookie).not.toBe(first.cookie);
    const page = await fetch(`${server.url}/staff/exams`, { headers: { ...HTML, cookie } });
    expect(page.status).toBe(200);
    const second = await passwordOnly();
    expect((await giveCode(second.cookie, code)).status).toBe(401);
    // The one before it is no better: whoever saw it, saw it before.
    const before = new TOTP({ secret }).generate({ timestamp: server.clock.now() - STEP });
    expect((await giveCode(second.cookie, before)).status).toBe(401);
  });

  it('takes a recovery code once, however it is typed', async () => {
    const code = recovery[0] ?? '';
    const first = await passwordOnly();
    expect((await giveCode(first.cookie, ` ${code.toUpperCase()} `)).status).toBe(303);
    const second = await passwordOnly();
    expect((await giveCode(second.cookie, code)).status).toBe(401);
  });

  it('is not guessed at for long, from however many addresses', async () => {
    const { cookie } = await passwordOnly('203.0.113.9');
    const statuses: number[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      const answer = await giveCode(cookie, '123456', `203.0.113.${String(20 + turn)}`);
      statuses.push(answer.status);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  it('writes down who came in, and who was turned away', async () => {
    const lines = await server.deps.database
      .selectFrom('audit')
      .select(['action', 'actor', 'after'])
      .where('action', 'in', ['signed_in', 'sign_in_refused', 'factor_set_up'])
      .execute();
    expect(lines).toContainEqual({
      action: 'signed_in',
      actor: 'administrator:admin',
      after: { way: 'code', address: '203.0.113.1' },
    });
    expect(lines.some(({ action }) => action === 'sign_in_refused')).toBe(true);
    expect(lines.some(({ action }) => action === 'factor_set_up')).toBe(true);
  });
});

describe('what is sealed', () => {
  it('opens for the same person with the same key only', () => {
    const keys = staffKeys('a secret that is long enough for it');
    const sealed = keys.seal('ann', 'hidden');
    expect(keys.open('ann', sealed)).toBe('hidden');
    expect(() => keys.open('ben', sealed)).toThrow();
    expect(() => staffKeys('another secret, as long as the first').open('ann', sealed)).toThrow();
    expect(keys.seal('ann', 'hidden')).not.toBe(sealed);
  });
});
