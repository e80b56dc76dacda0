import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type ChildServer } from './childServer.ts';
import type { Lms } from './lms.ts';
import { startPostgres } from './postgres.ts';
import { SECRET } from './server.ts';

/** A server process that can be started again in its place. */
export interface Place {
  server: ChildServer;
  restart(): Promise<void>;
}

/** Two real server processes on one real PostgreSQL and one evidence folder. */
export interface TwoServers {
  readonly database: string;
  readonly evidence: string;
  readonly places: readonly [Place, Place];
  /** An LMS and apps that reach one process after the other, as behind a proxy. */
  readonly either: Lms;
  close(): Promise<void>;
}

export async function startTwoServers(more: object = {}): Promise<TwoServers> {
  const folder = mkdtempSync(join(tmpdir(), 'invigil-two-'));
  const postgres = await startPostgres();
  const database = await postgres.newDatabase();
  const evidence = join(folder, 'evidence');
  const startAt = async (name: string): Promise<Place> => {
    const own = join(folder, name);
    mkdirSync(own);
    const start = (port: number): Promise<ChildServer> => {
      const config = {
        listen: { host: '127.0.0.1', port },
        ...{ database, evidence: `file:${evidence}` },
        supportSecret: `${SECRET}, of support codes`,
        integrations: [{ name: 'north', jwtSecret: SECRET, languages: ['en'] }],
        ...more,
      };
      return startChild({ folder: own, config });
    };
    const place: Place = {
      server: await start(0),
      async restart() {
        place.server = await start(Number(new URL(place.server.url).port));
      },
    };
    return place;
  };
  const places = [await startAt('one'), await startAt('other')] as const;
  let turn = 0;
  return {
    ...{ database, evidence, places },
    either: {
      get url() {
        turn += 1;
        return (turn % 2 === 0 ? places[0] : places[1]).server.url;
      },
      integration: 'north',
      secret: SECRET,
      now: () => Date.now(),
    },
    async close() {
      for (const { server } of places) {
        if (server.process.exitCode === null && server.process.signalCode === null) {
          await server.end('SIGKILL');
        }
      }
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
