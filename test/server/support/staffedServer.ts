import { givePassword, staffClient, type StaffClient } from '../pages/support/staff.ts';
import { startPostgres } from './postgres.ts';
import { startTestServer, type TestServer } from './server.ts';

/** A server on one of the two databases, and an administrator who is signed in. */
export interface StaffedServer {
  readonly server: TestServer;
  readonly staff: StaffClient;
  close(): Promise<void>;
}

export async function startStaffedServer(kind: 'PGlite' | 'PostgreSQL'): Promise<StaffedServer> {
  const postgres = kind === 'PostgreSQL' ? await startPostgres() : undefined;
  const database = await postgres?.newDatabase();
  const server = await startTestServer(database === undefined ? {} : { database });
  await givePassword(server);
  return {
    server,
    staff: await staffClient(server),
    async close() {
      await server.close();
      await postgres?.stop();
    },
  };
}
