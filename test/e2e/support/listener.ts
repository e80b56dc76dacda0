import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real address of this machine at which nobody should ever call. */
export interface Listener {
  readonly url: string;
  /** What was asked for, in order. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

export async function startListener(): Promise<Listener> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.setHeader('access-control-allow-origin', '*').end('reached');
  });
  server.on('upgrade', (request, socket) => {
    calls.push(`upgrade ${request.url ?? ''}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    calls,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
