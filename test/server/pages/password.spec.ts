import { readFileSync, statSync } from 'node:fs';
import { Writable } from 'node:stream';
import pino from 'pino';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureFirstAdministrator } from '../../../server/pages/staff/firstAdministrator.ts';
import { hashPassword, newPassword, passwordFits } from '../../../server/pages/staff/passwords.ts';
import { resetPassword } from '../../../server/storage/staff.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { launchBrowser, newPage, soon } from './support/browser.ts';
import { givePassword, PASSWORD, signIn, staffClient } from './support/staff.ts';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});
afterAll(() => Promise.all([server.close(), browser.close()]));

/** A log that keeps its lines. */
function keptLog() {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  return { lines, log: pino({ base: null }, stream) };
}

describe('the first administrator', () => {
  it('is made on the first start, and the one-time password lies in a file for the server’s user alone', async () => {
    await server.deps.database.deleteFrom('staff').execute();
    const { lines, log } = keptLog();
    await ensureFirstAdministrator({ ...server.deps, log });
    await ensureFirstAdministrator({ ...server.deps, log });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ event: 'first_administrator', name: 'admin' });
    const file = String(lines[0]?.['passwordFile']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const password = readFileSync(file, 'utf8').trim();
    expect(JSON.stringify(lines)).not.toContain(password);
    expect(password).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/);
    const row = await server.deps.database
      .selectFrom('staff')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(row.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordFits(row.passwordHash ?? undefined, password)).toBe(true);
  });

  it('is told by the sign-in page where that password lies, until they have one of their own', async () => {
    const { database } = server.deps;
    const page = async () => (await fetch(`${server.url}/staff/sign-in`)).text();
    const hint = 'first-administrator.password';
    expect(await page()).toContain(hint);
    const password = 'the first password of all';
    await givePassword(server);
    const client = await staffClient(server);
    await givePassword(server, { mustChangePassword: true });
    expect(await page()).toContain(hint);
    const form = { current: PASSWORD, next: password, again: password };
    expect((await client.post('/staff/password', form)).status).toBe(303);
    expect(await page()).not.toContain(hint);
    expect(await page()).not.toContain('“admin”');
    // One that is given in place of a lost one lies in no file.
    const passwordHash = await hashPassword(newPassword());
    await resetPassword(database, { name: 'admin', passwordHash });
    expect(await page()).not.toContain(hint);
  });

  it('who lost the password gets a one-time one, and every sign-in of theirs ends', async () => {
    await givePassword(server);
    const client = await staffClient(server);
    const oneTime = newPassword();
    const { database } = server.deps;
    const passwordHash = await hashPassword(oneTime);
    expect(await resetPassword(database, { name: 'nobody', passwordHash })).toBe(false);
    expect((await client.get('/staff/exams')).status).toBe(200);
    expect(await resetPassword(database, { name: 'admin', passwordHash })).toBe(true);
    expect((await client.get('/staff/exams')).status).not.toBe(200);
    const page = await newPage(browser);
    await signIn(page, server, oneTime);
    await page.waitForURL('**/staff/password');
  });

  it('has to choose a password of their own before anything else', async () => {
    const printed = newPassword();
    await givePassword(server, { password: printed, mustChangePassword: true });
    const page = await newPage(browser);
    await signIn(page, server, printed);
    await page.waitForURL('**/staff/password');
    await page.goto(`${server.url}/staff/exams`);
    expect(page.url()).toBe(`${server.url}/staff/password`);
    const fill = async (current: string, next: string, again = next): Promise<void> => {
      await page.getByLabel('Current password').fill(current);
      await page.getByLabel('New password', { exact: true }).fill(next);
      await page.getByLabel('New password, once more').fill(again);
      await page.getByRole('button', { name: 'Save the new password' }).click();
    };
    const alert = page.getByRole('alert');
    await fill(printed, 'too short');
    await soon(() => alert.textContent()).toContain('at least 15');
    await fill(printed, printed);
    await soon(() => alert.textContent()).toContain('another password than the current');
    await fill(printed, 'a sentence of five words', 'a sentence of six words');
    await soon(() => alert.textContent()).toContain('differ');
    await fill('not it', 'a sentence of five words');
    await soon(() => alert.textContent()).toContain('not right');
    await fill(printed, 'a sentence of five words');
    await page.waitForURL('**/staff/exams?notice=changed');
    expect(await page.getByRole('status').textContent()).toContain('The password is changed.');
    expect(page.wrongs).toEqual([]);
    await page.context().close();
  });
});

describe('a changed password', () => {
  it('ends every other sign-in and keeps this one', async () => {
    await givePassword(server);
    const [here, elsewhere] = [await staffClient(server), await staffClient(server)];
    const form = {
      current: PASSWORD,
      next: 'quite another sentence',
      again: 'quite another sentence',
    };
    expect((await here.post('/staff/password', form)).status).toBe(303);
    expect((await here.get('/staff/exams')).status).toBe(200);
    expect((await elsewhere.get('/staff/exams')).status).toBe(303);
  });
});

describe('a password', () => {
  it('is the same however its letters were composed', async () => {
    const hash = await hashPassword('crème brûlée for everyone'.normalize('NFC'));
    expect(await passwordFits(hash, 'crème brûlée for everyone'.normalize('NFD'))).toBe(true);
    expect(await passwordFits(hash, 'creme brulee for everyone')).toBe(false);
    expect(await passwordFits(undefined, 'nobody has this password')).toBe(false);
  });
});
