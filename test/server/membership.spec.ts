import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../server/log.ts';
import { joinProcesses } from '../../server/processes/membership.ts';
import { openDatabase } from '../../server/storage/openDatabase.ts';
import { createWatch } from '../../server/time/watch.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { MINUTE, TestClock } from './support/server.ts';
import { until } from './support/until.ts';

let postgres: Postgres;
let url: string;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const log = createLog('silent');

/** A process of a database, but for its server. */
async function startProcess(clock: TestClock) {
  const database = await openDatabase({ kind: 'postgres', url }, log);
  onTestFinished(() => database.destroy());
  const watch = createWatch(clock);
  return { watch, ...joinProcesses({ database, watch, log }) };
}

describe('absence', () => {
  it('is not counted anew in a rolling restart, and is when nobody was there', async () => {
    url = await postgres.newDatabase();
    const clock = new TestClock();
    const began = clock.now();
    const first = await startProcess(clock);
    await first.renew();
    clock.skip(MINUTE / 2);

    const second = await startProcess(clock);
    await second.renew();
    // The first has not been heard since the second began: it may be long gone.
    expect(second.watch.listeningSince()).toBe(began + MINUTE / 2);
    await first.leave();
    await second.renew();
    expect(second.watch.listeningSince()).toBe(began);

    clock.skip(MINUTE / 2);
    const third = await startProcess(clock);
    await third.renew();
    await second.leave();
    await third.renew();
    expect(third.watch.listeningSince()).toBe(began);
    await third.leave();

    const afterwards = await startProcess(clock);
    await afterwards.renew();
    await afterwards.renew();
    expect(afterwards.watch.listeningSince()).toBe(clock.now());
  });

  it('is counted as the others know it by a process that stood still alone', async () => {
    url = await postgres.newDatabase();
    const clock = new TestClock();
    const began = clock.now();
    const [stands, runs] = [await startProcess(clock), await startProcess(clock)];
    await runs.renew();
    await stands.renew();
    for (let minutes = 0; minutes < 3; minutes += 1) {
      clock.skip(MINUTE);
      await runs.renew();
    }
    // What it would find due before it has asked is nobody's absence.
    stands.watch.tick();
    expect(stands.watch.listeningSince()).toBe(clock.now());
    await stands.renew();
    await runs.renew();
    await stands.renew();
    expect(stands.watch.listeningSince()).toBe(began);
  });

  it('is counted anew by all when the database was away', async () => {
    url = await postgres.newDatabase();
    const clock = new TestClock();
    const [one, other] = [await startProcess(clock), await startProcess(clock)];
    await one.renew();
    await other.renew();
    clock.skip(5 * MINUTE);
    for (const each of [one, other, one, other]) await each.renew();
    expect(one.watch.listeningSince()).toBe(clock.now());
    expect(other.watch.listeningSince()).toBe(clock.now());
  });
});

describe('the timed jobs', () => {
  it('are one process’s, and another’s when it leaves them or falls silent', async () => {
    url = await postgres.newDatabase();
    const clock = new TestClock();
    const [one, other] = [await startProcess(clock), await startProcess(clock)];
    await one.renew();
    await other.renew();
    expect([one.holdsJobs(), other.holdsJobs()]).toEqual([true, false]);
    await one.leaveJobs();
    expect(one.holdsJobs()).toBe(false);
    await other.renew();
    await one.renew();
    expect([one.holdsJobs(), other.holdsJobs()]).toEqual([false, true]);

    const third = await startProcess(clock);
    await third.renew();
    expect(third.holdsJobs()).toBe(false);
    await until(async () => {
      await third.renew();
      return third.holdsJobs();
    });
    expect(other.holdsJobs()).toBe(false);
  });
});
