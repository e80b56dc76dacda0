import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/**
 * Where the line is cut: `open` nowhere; `refuse` before anything is said; `request` as soon as the
 * client speaks, so that the server never hears it; `response` after the answer's first kilobyte, in
 * the middle of the body; `silent` nowhere, but nothing gets through any more, as when a cable is
 * pulled.
 */
export type Cut = 'open' | 'refuse' | 'request' | 'response' | 'silent';

export interface CutProxy {
  /** Origin under which the target is reached through the proxy. */
  readonly url: string;
  /** From now on; lines that stand are ended, except for `silent`, which leaves them hanging. */
  cut(where: Cut): void;
  close(): Promise<void>;
}

/** Bytes of an answer that still get through when it is cut. */
const BEGINNING = 1024;

/**
 * Stands between a client and a server that answers in plain http.
 * @param target origin of the server; may be set later, before the first connection
 */
export async function startCutProxy(target: () => string): Promise<CutProxy> {
  let where: Cut = 'open';
  const lines = new Set<Socket>();
  const drop = (): void => {
    for (const line of lines) line.destroy();
    lines.clear();
  };
  const server = createServer((client) => {
    if (where === 'refuse') {
      client.destroy();
      return;
    }
    const { hostname, port } = new URL(target());
    const upstream = connect(Number(port), hostname);
    lines.add(client).add(upstream);
    let answered = 0;
    client.on('data', (data) => {
      if (where === 'request') end();
      else if (where !== 'silent') upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (where === 'silent') return;
      const left = where === 'response' ? Math.max(0, BEGINNING - answered) : data.length;
      answered += data.length;
      client.write(data.subarray(0, left));
      // The beginning has to be on its way before the line ends, or it would be a cut request.
      if (where === 'response' && answered >= BEGINNING) setTimeout(end, 50);
    });
    const end = (): void => {
      for (const line of [client, upstream]) {
        line.destroy();
        lines.delete(line);
      }
    };
    // A cut line is what this is for: its errors are the client's to meet.
    for (const line of [client, upstream]) line.on('error', end).on('close', end);
  });
  await listening(server);
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    cut(next) {
      where = next;
      if (next !== 'silent') drop();
    },
    async close() {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}

async function listening(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}
