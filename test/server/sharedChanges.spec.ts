import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Change, Changes } from '../../server/changes/changes.ts';
import { packChanges } from '../../server/changes/message.ts';
import { sharedChanges } from '../../server/changes/sharedChanges.ts';
import { createLog } from '../../server/log.ts';
import { query, startPostgres, type Postgres } from './support/postgres.ts';
import { until } from './support/until.ts';

let postgres: Postgres;
let url: string;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.newDatabase();
});
afterAll(() => postgres.stop());

interface Process {
  readonly changes: Changes;
  readonly heard: Change[];
  readonly missed: () => number;
}

function startProcess(): Process {
  const changes = sharedChanges(url, createLog('silent'));
  const heard: Change[] = [];
  let missed = 0;
  changes.subscribe(
    (change) => heard.push(change),
    () => (missed += 1),
  );
  onTestFinished(() => changes.close());
  return { changes, heard, missed: () => missed };
}

const listening = async (): Promise<number> =>
  (
    await query(
      url,
      `select 1 from pg_stat_activity where query like 'listen%' or query like '%pg_notify%' and pid <> pg_backend_pid()`,
    )
  ).length;
const change = (): Change => ({ sessionId: randomUUID(), examId: randomUUID() });

describe('changes of several processes', () => {
  it('cross from one to all, and are heard once where they were made', async () => {
    const [here, there] = [startProcess(), startProcess()];
    await until(async () => (await listening()) === 2);
    const made = change();
    here.changes.publish(made);
    expect(here.heard).toEqual([made]);
    await until(() => there.heard.length > 0);
    there.changes.publish(change());
    await until(() => here.heard.length > 1);
    expect([here.heard.length, there.heard.length]).toEqual([2, 2]);
    expect(there.heard[0]).toEqual(made);
    expect([here.missed(), there.missed()]).toEqual([0, 0]);
  });

  it('come all, however many there are at once', async () => {
    const [here, there] = [startProcess(), startProcess()];
    await until(async () => (await listening()) === 2);
    const exam = randomUUID();
    const all = Array.from({ length: 5_000 }, () => ({ sessionId: randomUUID(), examId: exam }));
    for (const each of [...all, ...all]) here.changes.publish(each);
    await until(() => there.heard.length >= all.length);
    expect(new Set(there.heard.map(({ sessionId }) => sessionId)).size).toBe(all.length);
    expect(there.heard).toHaveLength(all.length);
  });

  it('are looked for anew on both sides after a connection was gone', async () => {
    const [here, there] = [startProcess(), startProcess()];
    await until(async () => (await listening()) === 2);
    await query(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'invigil changes'`,
    );
    here.changes.publish(change());
    await until(() => here.missed() > 0 && there.missed() > 0);
    const made = change();
    await until(async () => (await listening()) === 2);
    here.changes.publish(made);
    await until(() => there.heard.some(({ sessionId }) => sessionId === made.sessionId));
  });

  it('are looked for anew when a process falls silent without a word, and not when it took its leave', async () => {
    const [here, leaves] = [startProcess(), startProcess()];
    await until(async () => (await listening()) === 2);
    await query(url, `select pg_notify('invigil_changes', '{"say":"here","from":"another"}')`);
    await leaves.changes.close();
    await until(() => here.missed() > 0);
    expect(here.missed()).toBe(1);
  });

  it('are not disturbed by what somebody else says on the channel', async () => {
    const here = startProcess();
    await until(async () => (await listening()) === 1);
    await query(
      url,
      `select pg_notify('invigil_changes', 'hello'), pg_notify('invigil_changes', '')`,
    );
    await query(
      url,
      `select pg_notify('invigil_changes', '{"say":"changed","from":"x","exams":{"e":["s"]}}')`,
    );
    await until(() => here.heard.length > 0);
    expect(here.heard).toEqual([{ examId: 'e', sessionId: 's' }]);
  });
});

describe('a notification', () => {
  it('stays within what PostgreSQL takes, however the sessions spread over exams', () => {
    const spread = new Map(
      Array.from({ length: 300 }, () => [randomUUID(), new Set([randomUUID()])]),
    );
    const one = new Map([
      [randomUUID(), new Set(Array.from({ length: 1_000 }, () => randomUUID()))],
    ]);
    for (const waiting of [spread, one, new Map<string, Set<string>>()]) {
      const texts = packChanges('own name', waiting);
      for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThan(8_000);
      const sessions = texts.flatMap((text) => [...text.matchAll(/"([\da-f-]{36})"[,\]]/g)]);
      const told = [...waiting.values()].reduce((sum, each) => sum + each.size, 0);
      expect(sessions).toHaveLength(told);
    }
  });
});
