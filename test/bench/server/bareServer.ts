import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SERVER_FLAGS } from '../../../scripts/serverFlags.mjs';
import { REPOSITORY } from '../../e2e/support/folders.ts';

const PROGRAM = fileURLToPath(new URL('../apps/bareServer.ts', import.meta.url));

export interface BareServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts the baseline beside the product's server, as its own process like that one. */
export async function startBareServer(database: string): Promise<BareServer> {
  const child = spawn(process.execPath, [...SERVER_FLAGS, '--import', 'tsx', PROGRAM, database], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.pid === undefined) throw new Error('the bare server could not be started');
  const endNow = (): void => void child.kill('SIGKILL');
  process.once('exit', endNow);
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([first]) => String(first)),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the bare server ended with ${String(code)}`);
    }),
  ]);
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    pid: child.pid,
    async stop() {
      process.off('exit', endNow);
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
