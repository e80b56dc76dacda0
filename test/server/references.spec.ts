import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStaffedServer, type StaffedServer } from './support/staffedServer.ts';
import { openApp, status, type App } from './support/app.ts';
import { parameters, start } from './support/lms.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

describe.each(['PGlite', 'PostgreSQL'] as const)('the tables of reports, on %s', (kind) => {
  let staffed: StaffedServer;
  let app: App;
  let given: Record<string, unknown>;
  beforeAll(async () => {
    staffed = await startStaffedServer(kind);
    given = parameters(staffed.server);
    app = await openApp(staffed.server, given);
    await app.send(status(staffed.server, 'in_setup'));
  });
  afterAll(() => staffed.close());
  const run = (statement: string) => sql.raw(statement).execute(staffed.server.deps.database);

  it('take no row of a session or a log that is not there, nor those beside it', async () => {
    const transition = (id: string) => `('${id}', 'in_setup', now(), now(), 'app', true)`;
    await expect(
      run(`insert into transitions (session_id, status, at, received_at, cause, moved)
        values ${transition(app.grant.id)}, ${transition(NOBODY)}`),
    ).rejects.toThrow('session_id of transitions names no row of sessions');
    await expect(
      run(`insert into events (id, session_id, type, at, received_at, body)
        values ('${NOBODY}', '${NOBODY}', 'status', now(), now(), '{}')`),
    ).rejects.toThrow('session_id of events names no row of sessions');
    await expect(
      run(`insert into log_records (log_id, part, number, hash) values (4711, 0, 1, 'x')`),
    ).rejects.toThrow('log_id of log_records names no row of event_logs');
  });

  it('keep what they refer to', async () => {
    const one = `where id = '${app.grant.id}'`;
    await expect(run(`delete from sessions ${one}`)).rejects.toThrow('rows of sessions');
    await expect(run('truncate event_logs cascade')).rejects.toThrow('rows of event_logs');
  });

  it('have of the parameters what a report is judged by, as the LMS said it last', async () => {
    const { server } = staffed;
    const sessionFinishUrl = 'https://lms.example/other';
    await start(server, { ...given, duration: 95, sessionFinishUrl });
    const { rows } = await sql<{ terms: object }>`
      select terms from sessions where id = ${app.grant.id}
    `.execute(server.deps.database);
    expect(rows[0]?.terms).toMatchObject({ duration: 95, sessionFinishUrl, proctoring: 'offline' });
    expect((await app.refresh()).body).toMatchObject({ parameters: { duration: 95 } });
  });
});
