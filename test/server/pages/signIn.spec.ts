import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIGN_IN_IDLE, SIGN_IN_LONGEST } from '../../../server/pages/staff/signedIn.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { startBehindProxy } from './support/behindProxy.ts';
import { cookieOf, formTokenIn, givePassword, PASSWORD, staffClient } from './support/staff.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(() => givePassword(server));

const HTML = { accept: 'text/html' };
const open = (path: string, cookie = '') =>
  fetch(`${server.url}${path}`, { redirect: 'manual', headers: { ...HTML, cookie } });

async function trySignIn(fields: Record<string, string>, from?: string): Promise<Response> {
  const form = await open('/staff/sign-in');
  return fetch(`${server.url}/staff/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...HTML,
      cookie: cookieOf(form, 'invigil_sign_in'),
      // A proxy on this machine may name the caller; each case is a caller of its own.
      'x-forwarded-for': from ?? '203.0.113.1',
    },
    body: new URLSearchParams({ formToken: formTokenIn(await form.text()), ...fields }),
  });
}

describe('the sign-in', () => {
  it('sets a cookie that scripts, other sites and other paths do not get', async () => {
    const answer = await trySignIn({ name: 'admin', password: PASSWORD });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/staff/exams');
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('invigil_staff='));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\/staff/);
    expect(cookie).not.toMatch(/; Secure/);
  });

  it('is Secure where the server is reached by https', async () => {
    const secure = await startBehindProxy('https://exams.example/invigil/');
    try {
      const form = await fetch(`${secure.url}/staff/sign-in`, { headers: HTML });
      const cookie = form.headers.getSetCookie()[0];
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; Path=\/invigil\/staff/);
      expect(await form.text()).toContain('action="/invigil/staff/sign-in"');
    } finally {
      await secure.close();
    }
  });

  it.each([
    ['a wrong password', { name: 'admin', password: 'wrong' }],
    ['a name that nobody has', { name: 'nobody', password: PASSWORD }],
    ['an empty password', { name: 'admin', password: '' }],
    ['a password of a megabyte', { name: 'admin', password: 'x'.repeat(400_000) }],
  ])('with %s is refused without saying which was wrong', async (_what, fields) => {
    const answer = await trySignIn(fields);
    expect(answer.status).toBe(401);
    expect(answer.headers.getSetCookie().join()).not.toContain('invigil_staff=');
    expect(await answer.text()).toContain('Check the name and the password');
  });

  it('is refused when another site made the form', async () => {
    const answer = await fetch(`${server.url}/staff/sign-in`, {
      method: 'POST',
      headers: HTML,
      body: new URLSearchParams({ name: 'admin', password: PASSWORD, formToken: 'made up' }),
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('form_expired');
  });

  it('is slowed down after twenty tries from one address', async () => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 21; turn += 1) {
      const answer = await trySignIn({ name: 'admin', password: 'wrong' }, '203.0.113.77');
      statuses.push(answer.status);
    }
    expect(statuses.slice(0, 20).every((status) => status === 401)).toBe(true);
    expect(statuses[20]).toBe(429);
    const right = await trySignIn({ name: 'admin', password: PASSWORD }, '203.0.113.77');
    expect(right.status).toBe(429);
    expect(right.headers.get('retry-after')).not.toBeNull();
    const elsewhere = await trySignIn({ name: 'admin', password: PASSWORD }, '203.0.113.78');
    expect(elsewhere.status).toBe(303);
  });

  it('goes on to the page that was asked for, and to no other site', async () => {
    const asked = await open('/staff/exams?status=registered');
    expect(asked.status).toBe(303);
    const location = asked.headers.get('location') ?? '';
    expect(location).toBe('/staff/sign-in?next=%2Fstaff%2Fexams%3Fstatus%3Dregistered');
    const next = new URL(location, server.url).searchParams.get('next') ?? '';
    const right = { name: 'admin', password: PASSWORD };
    const there = await trySignIn({ ...right, next });
    expect(there.headers.get('location')).toBe('/staff/exams?status=registered');
    for (const evil of ['https://evil.example/staff/', '//evil.example/staff/', '/staff/../evil']) {
      const answer = await trySignIn({ ...right, next: evil });
      expect(answer.headers.get('location')).toBe('/staff/exams');
    }
  });
});

describe('being signed in', () => {
  it('is needed for every staff page, and asked for in the way of the caller', async () => {
    for (const path of ['/staff/exams', '/staff/password', '/staff/live?exam=x']) {
      expect((await open(path)).status).toBe(303);
      const program = await fetch(`${server.url}${path}`);
      expect(program.status).toBe(401);
      expect(await program.json()).toMatchObject({ error: 'sign_in_needed' });
    }
  });

  it('lasts while it is used, and not for ever', async () => {
    const client = await staffClient(server);
    const uses = Math.ceil(SIGN_IN_LONGEST / (SIGN_IN_IDLE - 60_000));
    for (let use = 1; use < uses; use += 1) {
      server.clock.skip(SIGN_IN_IDLE - 60_000);
      expect((await client.get('/staff/exams')).status).toBe(200);
    }
    server.clock.skip(SIGN_IN_IDLE - 60_000);
    expect((await client.get('/staff/exams')).status).toBe(303);
  });

  it('ends when it is not used', async () => {
    const client = await staffClient(server);
    server.clock.skip(SIGN_IN_IDLE + 1);
    expect((await client.get('/staff/exams')).status).toBe(303);
  });

  it('ends with the sign-out, on the server too', async () => {
    const client = await staffClient(server);
    expect((await client.post('/staff/sign-out', {})).status).toBe(303);
    expect((await client.get('/staff/exams')).status).toBe(303);
  });

  it('keeps staff pages out of every cache', async () => {
    const client = await staffClient(server);
    const answer = await client.get('/staff/exams');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
