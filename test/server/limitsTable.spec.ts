import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServer } from '../../server/buildServer.ts';
import { startTestServer, type TestServer } from './support/server.ts';

/** Which row of docs/deploy.md a route's rate stands in; the first that fits. */
const ROWS: readonly (readonly [route: RegExp, row: string])[] = [
  [/^\S+ \/api\/client\/v1\/(session|live|photos\/:id)$/, 'app: session, live, photos'],
  [/^\S+ \/api\/client\/v1\/events$/, 'app: events'],
  [/^\S+ \/api\/client\/v1\/heartbeat$/, 'app: heartbeat'],
  [/^\S+ \/api\/client\/v1\/streams\/:id$/, 'app: bandwidth'],
  [/^POST (\/api\/v3)?\/users\/sign_in/, "ProctorExam's API: sign-in"],
  [/^\S+ \/api\/v3\//, "ProctorExam's API"],
  [/^\S+ \/proctorexam\/(exam|check)\/:token$/, 'ProctorExam: the links in its mails'],
  [
    /^POST \/staff\/(sign-in|sign-in\/code|password|second-factor)$/,
    'staff: sign-in, code, password, second factor',
  ],
  [/^GET \/staff\/sign-in\/provider/, "staff: sign-in by the institution's provider"],
  [/^\S+ \/staff/, 'staff: everything else'],
];

let server: TestServer;
let app: FastifyInstance;
beforeAll(async () => {
  // With a provider, or its routes are not there.
  const openId = {
    ...{ issuer: 'https://sign-in.example', clientId: 'invigil', label: 'University' },
    rights: [{ claim: 'groups', value: 'staff', role: 'reviewer', everywhere: true }],
  };
  server = await startTestServer({ config: { staff: { openId } } });
  app = await buildServer(server.deps);
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await server.close();
});

/** Calls a minute, by the row's first column. */
function writtenRates(): Map<string, number> {
  const page = readFileSync('docs/deploy.md', 'utf8');
  const lines = page.split('\n').filter((line) => line.startsWith('|'));
  return new Map(
    lines.flatMap((line) => {
      const [, what = '', limit = ''] = line.split('|').map((cell) => cell.trim());
      const rate = /^(\d+) a minute/.exec(limit)?.[1];
      return rate === undefined ? [] : [[what, Number(rate)] as const];
    }),
  );
}

describe('the table of limits', () => {
  it('has the rate of every route that has one', () => {
    const rates = writtenRates();
    const used = new Set<string>();
    for (const { method, url, config } of app.declaredRoutes) {
      const max = config?.rateLimit === false ? undefined : config?.rateLimit?.max;
      for (const each of [method].flat()) {
        if (max === undefined || each === 'HEAD' || each === 'OPTIONS') continue;
        const route = `${each} ${url}`;
        const row = ROWS.find(([fits]) => fits.test(route))?.[1] ?? 'none';
        used.add(row);
        expect([route, row, max]).toEqual([route, row, rates.get(row)]);
      }
    }
    expect([...rates.keys()].sort()).toEqual([...used].sort());
  });
});
