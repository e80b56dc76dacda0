import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const Arguments = z.array(z.string()).min(1);

export interface KeyboardService {
  readonly url: string;
  readonly end: () => Promise<void>;
}

/** Presses keys of the X display for programs inside wine: they ask by HTTP, with xdotool's arguments. */
export async function serveKeyboard(display: string): Promise<KeyboardService> {
  const server = createServer((request, response) => {
    const press = async (): Promise<string> => {
      const args = Arguments.parse(JSON.parse(await text(request)));
      const { stdout } = await run('xdotool', args, {
        env: { ...process.env, DISPLAY: display },
        timeout: 20_000,
      });
      return stdout;
    };
    press().then(
      (answer) => response.end(answer),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async end() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
