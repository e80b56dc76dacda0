import { ownFolder } from './folders.ts';
import {
  INTEGRATION,
  SECRET,
  startServer,
  type RunningServer,
  type ServerOptions,
} from './server.ts';
import { statusesOf, type SeenStatus } from './statuses.ts';
import { startLms, type RunningLms } from '../../sample-lms/startLms.ts';
import type { LmsOptions } from '../../sample-lms/settings.ts';

export interface World {
  readonly folder: string;
  /** The server as it is now; changes when it is restarted. */
  server: RunningServer;
  readonly lms: RunningLms;
  /** Every status the server recorded, in its order. */
  statuses(sessionId: string): string[];
  /** Ends the server without warning and starts it again on the same port and folder. */
  restartServer(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly server?: Omit<ServerOptions, 'folder' | 'onLog'>;
  readonly lms?: Partial<LmsOptions>;
  readonly onStatus?: (seen: SeenStatus) => void;
  /** The folder survives `close`; for tests that look into it afterwards. */
  readonly keepFolder?: boolean;
}

/** A real server with a real database, and a sample LMS beside it that signs for it. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const folder = await ownFolder('world');
  const seen: SeenStatus[] = [];
  const onLog = (line: string): void => {
    for (const status of statusesOf(line)) {
      seen.push(status);
      options.onStatus?.(status);
    }
  };
  const server = await startServer({ ...options.server, folder: folder.path, onLog });
  const lms = await startLms({
    proctorUrl: options.server?.publicUrl ?? server.url,
    integrationName: INTEGRATION,
    jwtSecret: SECRET,
    ...options.lms,
  });
  const world: World = {
    folder: folder.path,
    server,
    lms,
    statuses: (sessionId) =>
      seen.filter((status) => status.sessionId === sessionId).map(({ status }) => status),
    async restartServer() {
      const port = Number(new URL(world.server.url).port);
      await world.server.kill();
      world.server = await startServer({ ...options.server, folder: folder.path, port, onLog });
    },
    async close() {
      await Promise.all([lms.close(), world.server.stop()]);
      if (options.keepFolder !== true) await folder.remove();
    },
  };
  return world;
}
