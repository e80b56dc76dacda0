import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HeartbeatAnswer, type SessionState } from '../../../contract/http.ts';
import { actions } from '../../../server/actions/index.ts';
import { runCohorts } from '../../../server/cohorts/runCohorts.ts';
import { withSession } from '../../../server/sessions/withSession.ts';
import { listAudit } from '../../../server/storage/audit.ts';
import { addCohortJob } from '../../../server/storage/cohorts.ts';
import { openApp, status, type App } from '../support/app.ts';
import { iso, parameters } from '../support/lms.ts';
import { performAs } from '../support/performAs.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import { MINUTE, startTestServer, type TestServer } from '../support/server.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe.each(['PGlite', 'PostgreSQL'] as const)(
  'the minutes of a candidate with two sessions of one exam, on %s',
  (kind) => {
    let server: TestServer;
    let examId: string;
    let began: number;
    /** Two sessions of each of four candidates. */
    let pairs: readonly (readonly [App, App])[];
    beforeAll(async () => {
      const database = kind === 'PGlite' ? undefined : await postgres.newDatabase();
      server = await startTestServer(database === undefined ? {} : { database });
    });
    afterAll(() => server.close());
    beforeEach(async () => {
      const exam = { examId: `exam-${randomUUID()}`, duration: 60 };
      began = server.now();
      const inExam = async (userId: string): Promise<App> => {
        const app = await openApp(server, parameters(server, { ...exam, userId }));
        await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
        return app;
      };
      const made: [App, App][] = [];
      for (let user = 0; user < 4; user += 1) {
        const userId = `${exam.examId}-${String(user)}`;
        made.push([await inExam(userId), await inExam(userId)]);
      }
      pairs = made;
      const row = await server.deps.database
        .selectFrom('sessions')
        .select('examId')
        .where('id', '=', made[0]?.[0].grant.id ?? '')
        .executeTakeFirstOrThrow();
      examId = row.examId;
    });

    const stateOf = async (app: App): Promise<SessionState> =>
      HeartbeatAnswer.parse((await app.beat()).body).state;
    const granted = async (): Promise<number[]> => {
      const rows = await server.deps.database
        .selectFrom('accommodations')
        .select('extraMinutes')
        .where('examId', '=', examId)
        .execute();
      return rows.map(({ extraMinutes }) => extraMinutes);
    };
    const giveAll = async (sessionIds: readonly string[], minutes = 15): Promise<string> => {
      const id = randomUUID();
      await addCohortJob(server.deps.database, {
        ...{ id, examId, actor: 'administrator:ada', action: 'extend-time' as const },
        ...{ input: { minutes, sum: false }, at: server.now(), sessionIds, wholeExam: false },
      });
      await Promise.all([runCohorts(server.deps), runCohorts(server.deps)]);
      await runCohorts(server.deps);
      return id;
    };

    it('are granted once by a deed on the exam, and the apps of both are told', async () => {
      const all = pairs.flat().map(({ grant }) => grant.id);
      const job = await giveAll(all);
      expect(await granted()).toEqual([15, 15, 15, 15]);
      const items = await server.deps.database
        .selectFrom('cohortItems')
        .select('state')
        .where('jobId', '=', job)
        .execute();
      expect(items.map(({ state }) => state)).toEqual(Array(8).fill('done'));
      const lines: string[] = [];
      for (const id of all) {
        const audit = await listAudit(server.deps.database, id);
        lines.push(...audit.map(({ action }) => action));
      }
      expect(lines.filter((line) => line === 'extra_minutes_granted')).toHaveLength(4);
      for (const app of pairs.flat()) {
        const state = await stateOf(app);
        expect(state.endsAt).toBe(iso(began + 75 * MINUTE));
        expect(state.desk?.notes).toMatchObject([{ kind: 'time', from: 'staff' }]);
      }
      // Another deed is another grant.
      await giveAll(all, 5);
      expect(await granted()).toEqual([20, 20, 20, 20]);
    });

    it('make a newer state of the session that the deed does not name', async () => {
      const [one, other] = pairs[0] ?? [];
      if (one === undefined || other === undefined) throw new Error('nobody is there');
      const before = await stateOf(other);
      const published: string[] = [];
      const unsubscribe = server.deps.changes.subscribe(
        ({ sessionId }) => published.push(sessionId),
        () => undefined,
      );
      await giveAll([one.grant.id]);
      unsubscribe();
      expect(published).toContain(other.grant.id);
      const after = await stateOf(other);
      expect(after.endsAt).toBe(iso(began + 75 * MINUTE));
      expect(after.revision).toBeGreaterThan(before.revision ?? Infinity);
    });

    it('add up when they are granted to both sessions at once', async () => {
      const [one, other] = pairs[0] ?? [];
      if (one === undefined || other === undefined) throw new Error('nobody is there');
      const grant = (app: App, minutes: number) =>
        performAs(
          server.deps,
          { sessionId: app.grant.id, actor: 'administrator:ada' },
          actions['extend-time'],
          { minutes },
        );
      if (kind === 'PGlite') await Promise.all([grant(one, 10), grant(other, 20)]);
      else {
        // The other session is taken up first, and what it began with is old when its turn comes.
        await withSession(server.deps, other.grant.id, async (work) => {
          await grant(one, 10);
          const input = { minutes: 20, sum: false };
          return actions['extend-time'].perform(work, input, 'administrator:ada');
        });
      }
      expect(await granted()).toEqual([30]);
      expect((await stateOf(one)).accommodations.extraMinutes).toBe(30);
    });
  },
);
