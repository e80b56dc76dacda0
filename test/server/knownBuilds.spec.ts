import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Grant } from '../../contract/grant.ts';
import { listIncidents } from '../../server/storage/incidents.ts';
import { redeem, ticketOf } from './support/app.ts';
import { parameters, start } from './support/lms.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { givePassword, staffClient, type StaffClient } from './pages/support/staff.ts';

const OURS = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

let server: TestServer;
let open: TestServer;
let staff: StaffClient;
beforeAll(async () => {
  server = await startTestServer({ config: { knownBuilds: [OURS] } });
  open = await startTestServer();
  await givePassword(server);
  staff = await staffClient(server);
});
afterAll(async () => {
  await server.close();
  await open.close();
});

/** A session that an app of this build opened, sent again as after a lost answer. */
async function opened(build: object | undefined, at = server): Promise<string> {
  const answer = await start(at, parameters(at));
  const ticket = ticketOf(answer.body['deepLink']);
  const id = randomUUID();
  const more = build === undefined ? {} : { build };
  const first = await redeem(at, ticket, id, more);
  expect(first.status).toBe(200);
  expect((await redeem(at, ticket, id, more)).status).toBe(200);
  return Grant.parse(first.body).id;
}

const told = async (session: string, at = server) =>
  (await listIncidents(at.deps.database, session)).map(({ kind, severity, source, evidence }) => ({
    ...{ kind, severity, source },
    code: evidence[0]?.code,
  }));

describe('an app that opens a session', () => {
  it('of a known build is not spoken of', async () => {
    expect(await told(await opened({ kind: 'release', manifest: OURS }))).toEqual([]);
  });

  it.each<[string, object | undefined, string]>([
    ['another build', { kind: 'release', manifest: OTHER }, 'build_unlisted'],
    ['a test build', { kind: 'test', manifest: OTHER }, 'build_test'],
    ['a checkout', { kind: 'development' }, 'build_development'],
    ['a release that does not say which', { kind: 'release' }, 'build_release'],
    ['an app from before builds were told', undefined, 'build_untold'],
  ])('of %s goes on, and staff are told once', async (_what, build, code) => {
    const incident = { kind: 'unknown_build', severity: 'notice', source: 'server', code };
    expect(await told(await opened(build))).toEqual([incident]);
  });

  it('is not asked where no list is kept', async () => {
    expect(await told(await opened({ kind: 'development' }, open), open)).toEqual([]);
  });

  it('is told of in plain words on the student’s page', async () => {
    const session = await opened({ kind: 'release', manifest: OTHER });
    const { examId } = await server.deps.database
      .selectFrom('sessions')
      .select('examId')
      .where('id', '=', session)
      .executeTakeFirstOrThrow();
    const page = await staff.get(`/staff/exams/${examId}/students/${session}`);
    const text = await page.text();
    expect(text).toContain('The app is none of the known builds');
    expect(text).toContain(`build ${OTHER}, stands on no list of known builds.`);
  });

  it('is refused with a build that is none', async () => {
    const answer = await start(server, parameters(server));
    const ticket = ticketOf(answer.body['deepLink']);
    const refused = await redeem(server, ticket, randomUUID(), { build: { kind: 'own' } });
    expect([refused.status, refused.body['error']]).toEqual([422, 'body_invalid']);
  });
});
