import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be cut like a cable, and mended. */
export interface Relay {
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function startRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let whole = true;
  const listener = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      // A cut cable is an error at both ends, and what the test is about.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${String((listener.address() as AddressInfo).port)}`,
    cut() {
      whole = false;
      end();
    },
    mend() {
      whole = true;
    },
    close() {
      end();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}
