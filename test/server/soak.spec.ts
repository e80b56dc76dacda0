import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soakOutbox } from '../soak/outboxSoak.ts';
import { buildPrograms, type Programs } from '../soak/programs/build.ts';
import { seeded } from '../soak/random.ts';
import { soakServer } from '../soak/serverSoak.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';

/** The short form of `npm run soak`: the same loops, a few kills each. */
let folder: string;
let programs: Programs;
let postgres: Postgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'invigil-soak-'));
  programs = await buildPrograms(join(folder, 'programs'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ownFolder = (name: string): string => {
  const own = join(folder, name);
  mkdirSync(own);
  return own;
};

describe('a short soak', () => {
  it('loses nothing when server and app are killed in mid-exam', { timeout: 180_000 }, async () => {
    const book = await soakServer({
      folder: ownFolder('one'),
      random: seeded(20_261_122),
      kills: 1,
      duration: 60_000,
      candidates: 3,
      apps: 1,
      program: programs.appLife,
    });
    expect(book.faults).toEqual([]);
    expect(book.counts['kills of the server']).toBe(1);
    expect(book.counts['kills of an app']).toBeGreaterThan(0);
    expect(book.counts['events acknowledged']).toBeGreaterThan(20);
    expect(book.sessions.filter(({ finished }) => !finished)).toEqual([]);
  });

  it('loses nothing when two servers on one PostgreSQL are killed by turns', async () => {
    const book = await soakServer({
      folder: ownFolder('two'),
      postgres: await postgres.newDatabase(),
      random: seeded(50),
      kills: 3,
      duration: 60_000,
      candidates: 6,
      apps: 1,
      program: programs.appLife,
      processes: 2,
    });
    expect(book.faults).toEqual([]);
    expect(book.counts['kills of the server']).toBeGreaterThanOrEqual(3);
    expect(book.sessions.filter(({ finished }) => !finished)).toEqual([]);
  }, 180_000);

  it('loses nothing that the outbox had on disk', { timeout: 120_000 }, async () => {
    const terms = { folder: ownFolder('outbox'), program: programs.outboxLife, kills: 5 };
    const until = Date.now() + 60_000;
    const outcome = await soakOutbox({ ...terms, random: seeded(7), until });
    expect(outcome.faults).toEqual([]);
    expect(outcome.kills).toBe(5);
    expect(outcome.recorded).toBeGreaterThan(50);
  });
});
