import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rightsOfClaims } from '../../../server/people/openIdRights.ts';
import { parameters, start } from '../support/lms.ts';
import { INTEGRATION, startTestServer, type TestServer } from '../support/server.ts';
import { freePort } from '../support/postgres.ts';
import { launchBrowser, newPage } from '../pages/support/browser.ts';

/** Who there is at the institution's provider. */
const ACCOUNTS: Readonly<Record<string, object>> = {
  ann: { preferred_username: 'ann', email: 'ann@example.org', groups: ['exam-office'] },
  ben: { preferred_username: 'ben', email: 'ben@example.org', groups: ['proctors', 'chess'] },
  carl: { preferred_username: 'carl', email: 'carl@example.org', groups: ['chess'] },
  /** Calls themselves like somebody who signs in here with a password. */
  dora: { preferred_username: 'admin', email: 'd@example.org', groups: ['exam-office'] },
};

const CLIENT = { id: 'invigil', secret: 'a secret of the client, known to both' };
let http: Server;
let issuer: string;
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort();
  http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`http://127.0.0.1:${String(port)}/staff/sign-in/provider/back`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups'], email: ['email'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['of the tests'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...ACCOUNTS[sub] }) }),
  });
  http.on('request', (request, response) => void provider.callback()(request, response));
  const openId = {
    issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    label: 'North University',
    rights: [
      { claim: 'groups', value: 'exam-office', role: 'administrator', everywhere: true },
      { claim: 'groups', value: 'proctors', role: 'proctor', integration: INTEGRATION },
    ],
  };
  const config = { listen: { host: '127.0.0.1', port }, staff: { openId } };
  [server, browser] = await Promise.all([startTestServer({ config }), launchBrowser()]);
  await start(server, parameters(server, {}));
});
afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

/** Through the provider's own pages, as a person goes. */
async function signInAs(name: string) {
  const page = await newPage(browser);
  await page.goto(`${server.url}/staff/sign-in`);
  await page.getByRole('link', { name: 'Sign in with North University' }).click();
  await page.locator('input[name="login"]').fill(name);
  await page.locator('input[name="password"]').fill('anything');
  await page.locator('button[type="submit"]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`${server.url}/staff/**`);
  return page;
}

const staffOf = (subject: string) =>
  server.deps.database
    .selectFrom('staff')
    .selectAll()
    .where('subject', '=', subject)
    .executeTakeFirst();

describe('the sign-in by the institution’s provider', () => {
  it('gives role and accounts by claims, and no password here', async () => {
    const page = await signInAs('ann');
    expect(page.url()).toBe(`${server.url}/staff/exams`);
    const bar = await page.locator('.staff-nav').innerText();
    expect(bar).toContain('ann, Administrator');
    expect(bar).not.toContain('Change password');
    expect(await staffOf('ann')).toMatchObject({
      ...{ name: 'ann', role: 'administrator', everywhere: true, email: 'ann@example.org' },
      passwordHash: null,
      issuer,
    });
    await page.goto(`${server.url}/staff/password`);
    expect(await page.locator('main').innerText()).toContain('Your role does not allow this');
    await page.context().close();
  });

  it('fences by the accounts that the claims name', async () => {
    const page = await signInAs('ben');
    expect(await page.locator('.exam-card').count()).toBe(1);
    expect(await page.locator('.staff-nav').innerText()).not.toContain('Staff');
    await page.context().close();
  });

  it('turns away whoever has no rights here, and says so', async () => {
    const page = await signInAs('carl');
    expect(await page.getByRole('alert').innerText()).toContain('have no rights here');
    expect(await staffOf('carl')).toBeUndefined();
    await page.context().close();
  });

  it('takes nobody for somebody of this server, whatever they call themselves', async () => {
    const page = await signInAs('dora');
    const dora = await staffOf('dora');
    expect(dora?.name).not.toBe('admin');
    expect(dora?.name).toContain('admin (');
    await page.context().close();
  });

  it('ends for whom an administrator disabled here', async () => {
    await server.deps.database
      .updateTable('staff')
      .set({ disabledAt: new Date(server.now()) })
      .where('subject', '=', 'ann')
      .execute();
    const page = await signInAs('ann');
    expect(await page.getByRole('alert').innerText()).toContain('have no rights here');
    await page.context().close();
  });

  it('takes an answer from the browser that began, once', async () => {
    const begun = await fetch(`${server.url}/staff/sign-in/provider`, { redirect: 'manual' });
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const address = new URL(begun.headers.get('location') ?? '');
    expect(address.searchParams.get('code_challenge_method')).toBe('S256');
    expect(address.searchParams.get('nonce')).not.toBeNull();
    const back = (cookie: string) =>
      fetch(`${server.url}/staff/sign-in/provider/back?code=made-up&state=${state}`, {
        redirect: 'manual',
        headers: { cookie },
      });
    expect((await back('')).status).toBe(403);
    expect((await back('invigil_provider=another')).status).toBe(403);
    const refused = await back(`invigil_provider=${state}`);
    expect(refused.headers.get('location')).toContain('notice=providerFailed');
    expect((await back(`invigil_provider=${state}`)).status).toBe(403);
  });
});

describe('the rights of claims', () => {
  const rights = [
    { claim: 'groups', value: 'office', role: 'administrator', everywhere: true },
    { claim: 'groups', value: 'law', role: 'proctor', integration: 'a', account: 'law' },
    { claim: 'groups', value: 'art', role: 'proctor', integration: 'a', account: 'art' },
    { claim: 'groups', value: 'readers', role: 'reviewer', integration: 'b' },
  ] as const;
  it.each([
    [{ groups: 'law' }, 'proctor', ['law']],
    [{ groups: ['art', 'law'] }, 'proctor', ['law', 'art']],
    [{ groups: ['readers', 'law'] }, 'proctor', ['law']],
  ])('of %j are those of the first that fits, in all its places', (claims, role, accounts) => {
    const given = rightsOfClaims(claims, rights);
    expect(given?.role).toBe(role);
    expect(given?.everywhere).toBe(false);
    expect(given?.places.map(({ account }) => account)).toEqual(accounts);
  });
  it.each([[{}], [{ groups: [] }], [{ groups: { law: true } }], [{ groups: 'lawyers' }]])(
    'of %j are none',
    (claims) => expect(rightsOfClaims(claims, rights)).toBeUndefined(),
  );
});
