import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../../server/config.ts';
import { createLog } from '../../../server/log.ts';
import { startServer, type RunningServer } from '../../../server/startServer.ts';
import { closeOverdue } from '../../../server/time/closeOverdue.ts';
import { putFreshDatabase } from './freshDatabase.ts';
import type { Lms } from './lms.ts';

export const SECRET = 'a secret of the tests, long enough for HS256';
export const INTEGRATION = 'north';

/** When the tests' clock starts: a quiet morning, far from any change of time. */
export const MORNING = Date.parse('2026-03-10T08:00:00Z');

export interface TestServer extends RunningServer, Lms {
  /** The test's clock; the server knows no other. */
  readonly clock: TestClock;
}

export class TestClock {
  #now = MORNING;
  now(): number {
    return this.#now;
  }
  /** Moves on without the server looking, as when it stands still. */
  skip(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** A whole server in this process, on a free port, with a clock that stands until it is moved. */
export async function startTestServer(
  options: {
    database?: string;
    integration?: object;
    folder?: string;
    /** Other keys of the configuration. */
    config?: object;
  } = {},
): Promise<TestServer> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'invigil-server-'));
  const config = parseConfig(
    {
      listen: { host: '127.0.0.1', port: 0 },
      database: options.database ?? 'embedded:database',
      evidence: 'file:evidence',
      integrations: [
        { name: INTEGRATION, jwtSecret: SECRET, languages: ['en', 'fr'], ...options.integration },
        { name: 'south', jwtSecret: `${SECRET}, another one`, languages: ['fr'] },
      ],
      ...options.config,
    },
    { source: 'test', folder, environment: {} },
  );
  if (config.database.kind === 'embedded' && !existsSync(config.database.folder)) {
    await putFreshDatabase(config.database.folder);
  }
  const clock = new TestClock();
  const log = createLog(process.env['INVIGIL_TEST_LOG'] ?? 'silent');
  const running = await startServer({ config, clock, log, clockwork: false });
  return {
    ...running,
    clock,
    integration: INTEGRATION,
    secret: SECRET,
    now: () => clock.now(),
    async close() {
      await running.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lets time pass while the server looks at its clock every half minute, as it does when it runs. */
export async function pass(server: TestServer, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 30_000) {
    server.clock.skip(Math.min(left, 30_000));
    await closeOverdue(server.deps);
  }
}

export const MINUTE = 60_000;
