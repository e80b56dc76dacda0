import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Grant } from '../../contract/grant.ts';
import { EventsAnswer } from '../../contract/http.ts';
import { actions } from '../../server/actions/index.ts';
import { listIncidents } from '../../server/storage/incidents.ts';
import { listPresence } from '../../server/storage/presence.ts';
import { listTransitions } from '../../server/storage/transitions.ts';
import { event, openApp, redeem, status, ticketOf } from './support/app.ts';
import { call, iso, parameters, start } from './support/lms.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { performAs } from './support/performAs.ts';

/** The embedded database does one thing at a time and so hides races; these need a real one. */
let postgres: Postgres;
let server: TestServer;
beforeAll(async () => {
  postgres = await startPostgres();
  server = await startTestServer({ database: await postgres.newDatabase() });
});
afterAll(async () => {
  await server.close();
  await postgres.stop();
});

const times = <T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)));
const count = async (table: 'accounts' | 'candidates' | 'exams' | 'sessions'): Promise<number> =>
  (await server.deps.database.selectFrom(table).select('id').execute()).length;

describe('at the same time', () => {
  it('first starts of one session make one session', async () => {
    const given = parameters(server, { accountId: 'new', examId: 'new', userId: 'new' });
    const answers = await times(12, () => start(server, given));
    expect(answers.map((answer) => answer.status)).toEqual(Array(12).fill(200));
    expect([await count('accounts'), await count('candidates')]).toEqual([1, 1]);
    expect([await count('exams'), await count('sessions')]).toEqual([1, 1]);
    const [session] = await server.deps.database.selectFrom('sessions').select('id').execute();
    const moves = await listTransitions(server.deps.database, session?.id ?? '');
    expect(moves.map((move) => move.status)).toEqual(['registered']);
  });

  it('starts of many candidates of a new exam all succeed', async () => {
    const answers = await times(40, (index) =>
      start(
        server,
        parameters(server, {
          accountId: 'crowd',
          examId: 'crowd',
          examName: `The name changes ${String(index % 3)}`,
          accountName: `So does this one ${String(index % 2)}`,
        }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(40).fill(200));
  });

  it('two candidates with one sessionId: one has it', async () => {
    const given = parameters(server);
    const answers = await times(6, (index) =>
      start(server, { ...given, userId: `claims-${String(index)}` }),
    );
    const codes = answers.map((answer) => answer.status).sort();
    expect(codes).toEqual([200, 409, 409, 409, 409, 409]);
  });

  it('redemptions of one ticket make one grant', async () => {
    const given = await start(server, parameters(server));
    const ticket = ticketOf(given.body['deepLink']);
    const answers = await times(8, () => redeem(server, ticket));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const id = randomUUID();
    const second = ticketOf((await start(server, parameters(server))).body['deepLink']);
    const same = await times(5, () => redeem(server, second, id));
    const tokens = same.map((answer) => Grant.parse(answer.body).accessToken);
    expect(new Set(tokens).size).toBe(1);
  });

  it('redemptions of several tickets leave one valid token', async () => {
    const given = parameters(server);
    const tickets = await times(5, async () =>
      ticketOf((await start(server, given)).body['deepLink']),
    );
    const grants = await Promise.all(tickets.map((ticket) => redeem(server, ticket)));
    const codes = await Promise.all(
      grants.map(async (answer) => {
        const { accessToken } = Grant.parse(answer.body);
        const headers = { authorization: `Bearer ${accessToken}` };
        return (await fetch(`${server.url}/api/client/v1/session`, { headers })).status;
      }),
    );
    expect(codes.sort()).toEqual([200, 409, 409, 409, 409]);
  });

  it('the same batch sent again and again counts once', async () => {
    const app = await openApp(server, parameters(server));
    const incident = { kind: 'network_lost', severity: 'info' };
    const events = [
      ...Array.from({ length: 20 }, () => event(server, { type: 'incident', incident })),
      status(server, 'in_setup'),
      status(server, 'exam_started'),
    ];
    const batch = app.log.seal(...events);
    const answers = await times(6, () => app.deliver(batch));
    for (const answer of answers) {
      expect(EventsAnswer.parse(answer.body).accepted).toEqual(events.map(({ id }) => id));
    }
    expect(await listIncidents(server.deps.database, app.grant.id)).toHaveLength(20);
    const moves = await listTransitions(server.deps.database, app.grant.id);
    expect(moves.map((move) => move.status)).toEqual(['registered', 'in_setup', 'exam_started']);
  });

  it('finishing by candidate and LMS ends the exam once', async () => {
    const given = parameters(server);
    const app = await openApp(server, given);
    await app.send(status(server, 'exam_started'));
    const path = `sessions/${String(given['sessionId'])}/finish/`;
    const [finishes] = await Promise.all([
      times(4, () => call(server, 'POST', path)),
      times(4, () => app.send(status(server, 'exam_finished'))),
    ]);
    const finished = finishes.filter(({ body }) => body['message'] === 'finished');
    expect(finished.length).toBeLessThanOrEqual(1);
    const moves = await listTransitions(server.deps.database, app.grant.id);
    expect(moves.filter((move) => move.status === 'exam_finished')).toHaveLength(1);
  });

  it('heartbeats make one span of presence', async () => {
    const app = await openApp(server, parameters(server));
    const began = server.now();
    server.clock.skip(50_000);
    const answers = await times(10, (index) => app.beat({ at: iso(began + index * 5000) }));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    const spans = await listPresence(server.deps.database, app.grant.id, 0);
    expect(spans).toEqual([{ since: began, until: began + 45_000 }]);
  });

  it('grants of staff add up', async () => {
    const { id: sessionId } = (await openApp(server, parameters(server))).grant;
    const ada = { sessionId, actor: 'administrator:ada' };
    const db = server.deps.database;
    const waive = (step: string) => performAs(server.deps, ada, actions.overrule, { step });
    await Promise.all([
      waive('webcam'),
      waive('microphone'),
      performAs(server.deps, ada, actions['extend-time'], { minutes: 30 }),
      waive('speakers'),
    ]);
    const [row] = await db
      .selectFrom('accommodations')
      .selectAll()
      .innerJoin('sessions', 'sessions.candidateId', 'accommodations.candidateId')
      .where('sessions.id', '=', sessionId)
      .execute();
    expect(row?.extraMinutes).toBe(30);
    expect([...(row?.waivedSteps ?? [])].sort()).toEqual(['microphone', 'speakers', 'webcam']);
  });

  it('two servers that start on an empty database both find it ready', async () => {
    const database = await postgres.newDatabase();
    const servers = await times(2, () => startTestServer({ database }));
    const codes = await Promise.all(
      servers.map(async (each) => (await start(each, parameters(each))).status),
    );
    await Promise.all(servers.map((each) => each.close()));
    expect(codes).toEqual([200, 200]);
  });
});
