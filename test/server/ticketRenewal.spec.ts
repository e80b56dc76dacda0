import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redeem, ticketOf } from './support/app.ts';
import { iso, parameters, postStart, sign } from './support/lms.ts';
import { MINUTE, pass, SECRET, startTestServer, type TestServer } from './support/server.ts';
import { tokenOf } from './support/startPage.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('the start page’s ticket', () => {
  const renew = (body: object, name = 'north') =>
    fetch(`${server.url}/integration/simple/${name}/ticket/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  async function openPage(given: object): Promise<string> {
    return tokenOf(await (await postStart(server, sign(given, SECRET))).text());
  }

  it('is renewed by the page, and by nobody who does not hold the page', async () => {
    const renewal = await openPage(parameters(server));
    const answer = await renew({ renewal });
    expect(answer.status).toBe(200);
    const body = (await answer.json()) as Record<string, unknown>;
    expect(body['expiresAt']).toBe(iso(server.now() + 10 * MINUTE));
    expect((await redeem(server, ticketOf(body['deepLink']))).status).toBe(200);
    expect((await renew({ renewal: 'x'.repeat(43) })).status).toBe(404);
    expect((await renew({})).status).toBe(404);
    expect((await renew({ renewal }, 'west')).status).toBe(404);
  });

  it('is not renewed for a session that is over, nor after a day', async () => {
    const given = parameters(server, { endDate: iso(server.now() + 20 * MINUTE) });
    const renewal = await openPage(given);
    await pass(server, 21 * MINUTE);
    const late = await renew({ renewal });
    expect(await late.json()).toMatchObject({ error: 'too_late' });
    const old = await openPage(
      parameters(server, { endDate: iso(server.now() + 48 * 60 * MINUTE) }),
    );
    server.clock.skip(24 * 60 * MINUTE + 1);
    expect((await renew({ renewal: old })).status).toBe(404);
  });

  it('is renewed a bounded number of times', async () => {
    const renewal = await openPage(
      parameters(server, { endDate: iso(server.now() + 48 * 60 * MINUTE) }),
    );
    await server.deps.database.updateTable('startPages').set({ renewals: 300 }).execute();
    expect((await renew({ renewal })).status).toBe(404);
  });
});
