import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldOf } from './candidate.ts';
import { readToken } from './fakeProctor.ts';
import { SECRET, startSite } from './site.ts';
import type { Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

describe('the page a candidate begins at', () => {
  it('posts one field: a token of the flat parameters, typ and alg, no iat, no exp', async () => {
    const overrides = { firstName: 'Zoë', lastName: 'Иванович O’Neill-Дмитриева', extra: { a: 1 } };
    const { startUrl, parameters } = await site.lms.addSample(
      'start-high-stakes-medium',
      overrides,
    );
    const page = await site.candidate.open(startUrl);
    expect(page.text).toContain(`action="${site.proctor.url}/integration/simple/uni/start/"`);
    expect(page.text).toContain('Zoë Иванович O’Neill-Дмитриева');
    await fetch(`${site.proctor.url}/integration/simple/uni/start/`, {
      method: 'POST',
      body: new URLSearchParams({ token: fieldOf(page.text, 'token') }),
    });
    expect(site.proctor.starts).toEqual([
      { header: { typ: 'JWT', alg: 'HS256' }, payload: parameters, genuine: true },
    ]);
    expect(parameters).not.toHaveProperty('iat');
    expect(parameters).not.toHaveProperty('exp');
  });

  it('escapes what a start put into it', async () => {
    const examName = '"><script>alert(1)</script>';
    const { startUrl } = await site.lms.addSample('start-on-campus-high', { examName });
    const page = await site.candidate.open(startUrl);
    expect(page.text).not.toContain('<script>alert(1)');
    expect(page.text).toContain('&lt;script&gt;alert(1)');
  });

  it('takes any start over HTTP and gives its signed token to scripts', async () => {
    const parameters = { sessionId: 'any one', duration: '45', odd: null };
    const made = await fetch(`${site.lms.url}/api/starts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    expect(made.status).toBe(201);
    const signed = await fetch(`${site.lms.url}/api/starts/any%20one/token`);
    const body = z.object({ action: z.string(), token: z.string() }).parse(await signed.json());
    expect(body.action).toBe(`${site.proctor.url}/integration/simple/uni/start/`);
    expect(readToken(body.token, SECRET)).toMatchObject({ payload: parameters, genuine: true });
    const unknown = await fetch(`${site.lms.url}/api/starts/nobody/token`);
    expect(unknown.status).toBe(404);
  });

  it('names the fault in a start without a session', async () => {
    const refused = await fetch(`${site.lms.url}/api/starts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"duration":45}',
    });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('sessionId');
  });
});
