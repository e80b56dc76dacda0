import cookie from '@fastify/cookie';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerRefusals } from '../../../server/answerRefusal.ts';
import { guardStaff } from '../../../server/pages/staff/guard.ts';
import { DEED_NAMES, DEEDS, may, ROLES } from '../../../server/people/deeds.ts';
import { givePassword, staffClient } from '../pages/support/staff.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { guardedRoutes } from './staffRoutes.ts';

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

describe('a staff route', () => {
  it('declares its deed, each of them', async () => {
    const routes = await guardedRoutes(server.deps);
    expect(routes.length).toBeGreaterThan(10);
    const bare = routes.filter(({ deed }) => deed === undefined);
    expect(bare.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
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
