import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventsAnswer, HeartbeatAnswer } from '../../contract/http.ts';
import { event, openApp, redeemApp, status, ticketOf, type App } from './support/app.ts';
import { iso, parameters, start, type Answer, type Lms } from './support/lms.ts';
import { query } from './support/postgres.ts';
import { startTwoServers, type TwoServers } from './support/twoServers.ts';
import { until } from './support/until.ts';

let two: TwoServers;
beforeEach(async () => {
  two = await startTwoServers({ drainSeconds: 1 });
});
afterEach(() => two.close());

/** Tries again when the connection is lost, and only then: as every HTTP client of worth does. */
async function persist<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      // What fetch throws when nobody is there.
      if (!(error instanceof TypeError) || tries > 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** A candidate's app in its exam, until it is told to stop; every answer must be a good one. */
async function takeExam(to: Lms, goesOn: () => boolean): Promise<{ app: App; sent: string[] }> {
  const started = await persist(() => start(to, parameters(to)));
  expect(started.status).toBe(200);
  const ticket = ticketOf(started.body['deepLink']);
  const id = crypto.randomUUID();
  const app = await persist(() => redeemApp(to, ticket, id));
  const send = async (...events: (object & { id: string })[]): Promise<string[]> => {
    const batch = app.log.seal(...events);
    const answer = await persist(() => app.deliver(batch));
    expect([answer.status, answer.body['error']]).toEqual([200, undefined]);
    expect(EventsAnswer.parse(answer.body).accepted).toEqual(events.map((each) => each.id));
    return events.map((each) => each.id);
  };
  await send(status(to, 'in_setup'), status(to, 'exam_started'));
  const sent: string[] = [];
  while (goesOn()) {
    const incident = { kind: 'focus_lost', severity: 'notice' };
    sent.push(...(await send(event(to, { type: 'incident', incident }))));
    const beat: Answer = await persist(() => app.beat());
    expect(beat.status).toBe(200);
    expect(HeartbeatAnswer.parse(beat.body).state.status).toBe('exam_started');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { app, sent };
}

describe('a rolling restart', () => {
  it(
    'is seen by no client that tries again, loses nothing, and resets no absence',
    { timeout: 120_000 },
    async () => {
      let running = true;
      const exams = Promise.all(
        Array.from({ length: 12 }, () => takeExam(two.either, () => running)),
      );
      await until(async () => (await query(two.database, 'select 1 from incidents')).length > 50);
      const [before] = (await query(
        two.database,
        'select min(listening_since) as since from server_processes',
      )) as { since: Date }[];

      for (const place of two.places) {
        expect(await place.server.end('SIGTERM')).toBe(0);
        await place.restart();
        // The new one knows the old one's time before the next is restarted: it is ready.
        await until(async () => {
          const [row] = (await query(
            two.database,
            "select count(*)::int as live from server_processes where renewed_at > clock_timestamp() - interval '3 s'",
          )) as { live: number }[];
          return row?.live === 2;
        });
      }
      running = false;
      const all = await exams;
      const held = new Set(
        ((await query(two.database, 'select id from incidents')) as { id: string }[]).map(
          ({ id }) => id,
        ),
      );
      for (const { sent } of all) expect(sent.filter((id) => !held.has(id))).toEqual([]);
      expect(all.reduce((sum, { sent }) => sum + sent.length, 0)).toBeGreaterThan(100);
      await until(async () => {
        const [now] = (await query(
          two.database,
          "select max(listening_since) as since from server_processes where renewed_at > clock_timestamp() - interval '3 s'",
        )) as { since: Date }[];
        return now?.since.getTime() === before?.since.getTime();
      });
    },
  );
});

describe('the timed jobs of two processes', () => {
  it(
    'are done by one, and by the other within seconds when it is killed',
    { timeout: 120_000 },
    async () => {
      const took = (at: 0 | 1): boolean => two.places[at].server.stderr().includes('"jobs_taken"');
      await until(() => took(0) || took(1));
      expect([took(0), took(1)].filter(Boolean)).toHaveLength(1);
      const [holder, survivor] = took(0) ? [0 as const, 1 as const] : [1 as const, 0 as const];

      const lms = { ...two.either, url: two.places[survivor].server.url };
      const app = await openApp(lms, parameters(lms, { endDate: iso(Date.now() + 6_000) }));
      await app.send(status(lms, 'in_setup'), status(lms, 'exam_started'));
      await two.places[holder].server.end('SIGKILL');
      const timeUp = () =>
        query(
          two.database,
          `select at, received_at from incidents where kind = 'time_up'`,
        ) as Promise<{ at: Date; received_at: Date }[]>;
      // Nobody asks for this session any more: only the job can have looked.
      await until(async () => (await timeUp()).length > 0);
      expect(took(survivor)).toBe(true);

      await two.places[holder].restart();
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      expect(took(holder)).toBe(false);
      expect(await timeUp()).toHaveLength(1);
    },
  );
});
