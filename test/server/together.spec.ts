import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseStartParameters } from '../../contract/startParameters.ts';
import { startSession } from '../../server/integration/startSession.ts';
import { collect } from '../../server/groups/collect.ts';
import { joinSession } from '../../server/groups/joinSession.ts';
import { update } from '../../server/sessions/work.ts';
import { openApp, status, type App } from './support/app.ts';
import { parameters } from './support/lms.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { startTestServer, type TestServer } from './support/server.ts';

describe('callers who come while others are served', () => {
  const served = (): {
    batches: number[][];
    free: () => void;
    ask: (n: number) => Promise<number>;
  } => {
    const batches: number[][] = [];
    let free = (): void => undefined;
    const ask = collect(
      async (numbers: readonly number[]) => {
        batches.push([...numbers]);
        await new Promise<void>((resolve) => (free = resolve));
        if (numbers.includes(13)) throw new Error('unlucky');
        return numbers.map((each) => each * 2);
      },
      { most: 3, keyOf: (each) => String(each % 10) },
    );
    return { batches, free: () => free(), ask };
  };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('go together, as many as fit, no two of one key, in their order', async () => {
    const { batches, free, ask } = served();
    const answers = Promise.all([1, 2, 12, 3, 22, 4, 5].map(ask));
    for (let round = 0; round < 5; round += 1) {
      await turn();
      free();
    }
    expect(await answers).toEqual([2, 4, 24, 6, 44, 8, 10]);
    expect(batches).toEqual([[1], [2, 3, 4], [12, 5], [22]]);
  });

  it('fail together, and those after them do not', async () => {
    const { free, ask } = served();
    const first = ask(1);
    const unlucky = Promise.allSettled([ask(13), ask(4)]);
    await turn();
    free();
    await first;
    await turn();
    const after = ask(5);
    await turn();
    free();
    expect((await unlucky).map((each) => each.status)).toEqual(['rejected', 'rejected']);
    await turn();
    free();
    expect(await after).toBe(10);
  });
});

describe.each(['PGlite', 'PostgreSQL'])('deeds of one transaction on %s', (kind) => {
  let postgres: Postgres | undefined;
  let server: TestServer;
  beforeAll(async () => {
    postgres = kind === 'PostgreSQL' ? await startPostgres() : undefined;
    const database = await postgres?.newDatabase();
    server = await startTestServer(database === undefined ? {} : { database });
  });
  afterAll(async () => {
    await server.close();
    await postgres?.stop();
  });

  const open = (count: number): Promise<App[]> =>
    Promise.all(Array.from({ length: count }, () => openApp(server, parameters(server))));

  it('all count when one of them fails, and only that one fails', async () => {
    const apps = await open(6);
    const results = await Promise.allSettled(
      apps.map(({ grant }, index) =>
        joinSession(server.deps, grant.id, async (work) => {
          await update(work, { unsent: index });
          if (index === 3) throw new Error('refused');
          return work.session.unsent;
        }),
      ),
    );
    expect(results.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual([
      ...[0, 1, 2],
      'failed',
      ...[4, 5],
    ]);
    const rows = await server.deps.database
      .selectFrom('sessions')
      .select(['id', 'unsent'])
      .where(
        'id',
        'in',
        apps.map(({ grant }) => grant.id),
      )
      .execute();
    const kept = new Map(rows.map(({ id, unsent }) => [id, unsent]));
    expect(apps.map(({ grant }) => kept.get(grant.id))).toEqual([0, 1, 2, null, 4, 5]);
  });

  it('begin sessions together; one that fails leaves nothing, and the others stand', async () => {
    const given = Array.from({ length: 6 }, () => parameters(server));
    const results = await Promise.allSettled(
      given.map((each, index) => {
        const parsed = parseStartParameters(each);
        if (!parsed.ok) throw new Error('the tests’ parameters are not sound');
        const { parameters: sound, notes } = parsed;
        const start = { integration: server.integration, parameters: sound, notes };
        return startSession(server.deps, start, ({ session }) => {
          if (index === 3) throw new Error('refused');
          return Promise.resolve(session.externalId);
        });
      }),
    );
    const ids = given.map((each) => String(each['sessionId']));
    expect(results.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual(
      ids.map((id, index) => (index === 3 ? 'failed' : id)),
    );
    const kept = await server.deps.database
      .selectFrom('sessions')
      .innerJoin('transitions', 'transitions.sessionId', 'sessions.id')
      .select('sessions.externalId')
      .where('sessions.externalId', 'in', ids)
      .execute();
    expect(kept.map(({ externalId }) => externalId).sort()).toEqual(
      ids.filter((_id, index) => index !== 3).sort(),
    );
  });

  it('of one session come one after another, and see each other', async () => {
    const [app] = await open(1);
    const id = app?.grant.id ?? '';
    const seen = await Promise.all(
      Array.from({ length: 5 }, () =>
        joinSession(server.deps, id, async (work) => {
          await update(work, { unsent: (work.session.unsent ?? 0) + 1 });
          return work.session.unsent;
        }),
      ),
    );
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  // Of PGlite's one connection nobody holds anything while others work.
  if (kind === 'PostgreSQL') {
    it('on a session that somebody holds waits for it and keeps back nobody else', async () => {
      const [held, free] = await open(2);
      if (held === undefined || free === undefined) throw new Error('nothing was opened');
      let letGo = (): void => undefined;
      const holding = new Promise<void>((resolve) => (letGo = resolve));
      const holder = server.deps.database.transaction().execute(async (db) => {
        await db
          .selectFrom('sessions')
          .select('id')
          .where('id', '=', held.grant.id)
          .forUpdate()
          .execute();
        await holding;
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
      const order: string[] = [];
      const late = held.beat().then(() => order.push('held'));
      expect((await free.beat()).status).toBe(200);
      order.push('free');
      letGo();
      await Promise.all([holder, late]);
      expect(order).toEqual(['free', 'held']);
    });
  }

  it('move sessions that are at different places of their exam', async () => {
    const apps = await open(8);
    const half = apps.slice(0, 4);
    await Promise.all(half.map((app) => app.send(status(server, 'in_setup'))));
    const answers = await Promise.all(
      apps.map((app, index) =>
        index % 2 === 0 ? app.send(status(server, 'exam_started')) : app.beat({ stage: 'setup' }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    const states = await Promise.all(apps.map(async (app) => (await app.refresh()).body['status']));
    expect(states).toEqual([
      ...['exam_started', 'in_setup', 'exam_started', 'in_setup'],
      ...['exam_started', 'registered', 'exam_started', 'registered'],
    ]);
  });
});
