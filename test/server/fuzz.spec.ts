import { afterAll, beforeAll, expect, it } from 'vitest';
import { fireAll } from '../fuzz/fire.ts';
import { readLinks } from '../fuzz/links.ts';
import { makeWorld } from '../fuzz/world.ts';
import { startInstituteServer } from './proctorexam/institute.ts';
import type { TestServer } from './support/server.ts';

/** The short form of `npm run fuzz`: the same inputs, a few of each kind. */
const SEED = 20_261_122;

let server: TestServer;
beforeAll(async () => {
  server = await startInstituteServer();
});
afterAll(() => server.close());

it('bad input is refused, and never a fault of the server', { timeout: 120_000 }, async () => {
  const { faults, outcomes } = await fireAll(await makeWorld(server, 12), {
    ...{ count: 700, seed: SEED },
    say: () => undefined,
  });
  expect(faults).toEqual([]);
  for (const { count } of outcomes) expect(count).toBeGreaterThan(20);
  const refused = outcomes.reduce((sum, each) => sum + each.refused, 0);
  expect(refused).toBeGreaterThan(200);
});

it('every route of the server is known to the fuzzer', async () => {
  const { routes } = await makeWorld(server, 1);
  const paths = routes.map(({ method, path }) => `${method} ${path}`);
  expect(paths).toContain('POST /integration/simple/:name/start');
  expect(paths).toContain('GET /staff/exams/:exam');
  expect(paths.length).toBeGreaterThan(40);
});

it('deep links are read whole or not at all', () => {
  const { taken, faults } = readLinks(5_000, SEED);
  expect(faults).toEqual([]);
  expect(taken).toBeGreaterThan(0);
});
