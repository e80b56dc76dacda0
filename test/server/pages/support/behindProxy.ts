import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../../../server/config.ts';
import { createLog } from '../../../../server/log.ts';
import { startServer } from '../../../../server/startServer.ts';
import { TestClock } from '../../support/server.ts';

/** A server that is reached by another address than the one it listens on. */
export async function startBehindProxy(publicUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), 'invigil-server-'));
  const config = parseConfig(
    {
      listen: { host: '127.0.0.1', port: 0 },
      publicUrl,
      database: 'embedded:database',
      evidence: 'file:evidence',
      integrations: [{ name: 'north', jwtSecret: 'a secret of the tests', languages: ['en'] }],
    },
    { source: 'test', folder, environment: {} },
  );
  const log = createLog('silent');
  const running = await startServer({ config, clock: new TestClock(), log, clockwork: false });
  return {
    url: running.url,
    async close() {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
