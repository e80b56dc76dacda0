import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOfCall, signCall } from '../../sample-lms/tokens.ts';
import { SECRET, startSite } from './site.ts';
import type { Site } from './site.ts';

let site: Site;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

const call = (kind: string, authorization: string, body: unknown = { sessionId: 's1' }) =>
  fetch(`${site.lms.url}/hooks/${kind}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });

/** A token made by hand, as the other side might. */
function handMade(header: object, payload: object, secret: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

const SOON = Math.floor(Date.now() / 1000) + 60;

describe('callbacks', () => {
  it('are kept and shown when their token is good', async () => {
    const body = { sessionId: 's1', conclusion: 'rejected', comment: '<b>twice</b>' };
    for (const kind of ['review', 'schedule', 'warning', 'agreement']) {
      expect((await call(kind, `JWT ${await signCall(SECRET)}`, body)).status).toBe(200);
    }
    expect(site.lms.state.callbacks).toMatchObject([
      { kind: 'review', refusal: null, body },
      { kind: 'schedule', refusal: null, body },
      { kind: 'warning', refusal: null, body },
      { kind: 'agreement', refusal: null, body },
    ]);
    const page = await site.candidate.open('/hooks');
    expect(page.text).toContain('&lt;b&gt;twice');
    expect(page.text).toContain('4 received');
  });

  it.each([
    ['another scheme', `Bearer ${handMade({ alg: 'HS256' }, { exp: SOON }, SECRET)}`],
    ['another secret', `JWT ${handMade({ alg: 'HS256' }, { exp: SOON }, 'other')}`],
    ['a token gone by', `JWT ${handMade({ alg: 'HS256' }, { exp: 1_760_000_030 }, SECRET)}`],
    ['no end', `JWT ${handMade({ alg: 'HS256' }, {}, SECRET)}`],
    ['no algorithm', `JWT ${handMade({ alg: 'none' }, { exp: SOON }, SECRET)}`],
  ])('are refused with %s, and the refusal is kept', async (_name, authorization) => {
    expect((await call('review', authorization)).status).toBe(401);
    expect(site.lms.state.callbacks[0]?.refusal).toEqual(expect.any(String));
  });

  it('of an unknown kind have no address', async () => {
    expect((await call('gossip', `JWT ${await signCall(SECRET)}`)).status).toBe(404);
  });

  it('are readable over HTTP with the rest of the state, without anybody’s cookie', async () => {
    await site.lms.addSample('start-on-campus-high');
    const state = await (await fetch(`${site.lms.url}/api/state`)).text();
    expect(JSON.parse(state)).toMatchObject({ callbacks: [], attempts: [], finishCalls: [] });
    expect(state).not.toContain('logins');
  });
});

it('accepts the published vector of a call while it lives', async () => {
  const vector =
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjE3NjAwMDAwMzB9.CvErPG6ZUz3HOJZHmWds0-BTozYxYQixLmDwsPGtPoI';
  const at = (second: number) => refusalOfCall(`JWT ${vector}`, SECRET, new Date(second * 1000));
  expect(await at(1_760_000_029)).toBeNull();
  expect(await at(1_760_000_031)).toContain('exp');
});
