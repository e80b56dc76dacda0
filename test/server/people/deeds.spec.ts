import cookie from '@fastify/cookie';
import fastify, { type RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerRefusals } from '../../../server/answerRefusal.ts';
import { guardStaff } from '../../../server/pages/staff/guard.ts';
import { staffPages } from '../../../server/pages/staff/staffPages.ts';
import { DEED_NAMES, DEEDS, may, ROLES } from '../../../server/people/deeds.ts';
import { givePassword, staffClient } from '../pages/support/staff.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await givePassword(server);
});
afterAll(() => server.close());

describe('the table of deeds', () => {
  it('lets a role do what it names with a reason, and nothing else', () => {
    for (const deed of DEED_NAMES) {
      for (const role of ROLES) {
        const reason = (DEEDS[deed] as Partial<Record<string, string>>)[role];
        expect(may(role, deed)).toBe(reason !== undefined && reason !== '');
      }
    }
  });

  it('keeps accounts and the audit to administrators, and the running exam from teachers', () => {
    expect(ROLES.filter((role) => may(role, 'administer'))).toEqual(['administrator']);
    expect(ROLES.filter((role) => may(role, 'audit'))).toEqual(['administrator']);
    expect(ROLES.filter((role) => may(role, 'act'))).toEqual(['administrator', 'proctor']);
    expect(may('teacher', 'photos')).toBe(false);
  });
});

/** They are met before anyone is signed in. */
const OPEN = /^\/staff\/sign-in(\/|$)/;

describe('a staff route', () => {
  it('declares its deed, each of them', async () => {
    const routes: RouteOptions[] = [];
    const app = fastify();
    await app.register(cookie);
    app.addHook('onRoute', (route) => void routes.push(route));
    await staffPages(app, server.deps);
    await app.ready();
    const guarded = routes.filter(({ url }) => !OPEN.test(url));
    expect(guarded.length).toBeGreaterThan(10);
    const bare = guarded.filter(({ config }) => config?.deed === undefined);
    expect(bare.map(({ method, url }) => `${String(method)} ${url}`)).toEqual([]);
    await app.close();
  });

  it('that declares none is turned down', async () => {
    const app = fastify();
    await app.register(cookie);
    answerRefusals(app, server.deps);
    app.decorateRequest('signedIn', null);
    guardStaff(app, server.deps);
    app.get('/staff/undeclared', () => 'never');
    app.get('/staff/declared', { config: { deed: 'read' } }, () => 'here');
    const { cookie: signedIn } = await staffClient(server);
    const ask = (url: string) => app.inject({ url, headers: { cookie: signedIn } });
    expect((await ask('/staff/declared')).body).toBe('here');
    const refused = await ask('/staff/undeclared');
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({ error: 'not_permitted' });
    await app.close();
  });
});
