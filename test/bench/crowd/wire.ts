import { connect, type Socket } from 'node:net';

/** A whole HTTP/1.1 request, made before the clock runs. */
export type Prepared = Buffer;

export interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

/** Kept-alive connections to one server. The least that HTTP takes, so that the load costs little. */
export interface Wire {
  /** Sends over the first free connection. Rejects when the connection breaks before the answer. */
  ask(request: Prepared): Promise<Reply>;
  close(): void;
}

export function prepare(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Prepared {
  const { host, pathname, search } = new URL(url);
  const lines = Object.entries({
    host,
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`POST ${pathname}${search} HTTP/1.1\r\n${head}\r\n${body}`);
}

interface Asked {
  readonly request: Prepared;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** @param most so many connections at once; what comes beyond waits for one */
export function openWire(url: string, most: number): Wire {
  const { hostname, port } = new URL(url);
  const free: Line[] = [];
  const all = new Set<Line>();
  const waiting: Asked[] = [];
  const put = (line: Line): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(line);
    else line.send(next);
  };
  const open = (): Line => {
    const line = new Line(connect({ host: hostname, port: Number(port), noDelay: true }), put);
    line.ended = () => {
      all.delete(line);
      const at = free.indexOf(line);
      if (at >= 0) free.splice(at, 1);
      // Who waits must not wait for a connection that is gone.
      if (waiting.length > 0) put(open());
    };
    all.add(line);
    return line;
  };
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        const asked = { request, resolve, reject };
        const line = free.pop() ?? (all.size < most ? open() : undefined);
        if (line === undefined) waiting.push(asked);
        else line.send(asked);
      }),
    close() {
      for (const line of all) line.destroy();
    },
  };
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** One connection, which carries one request at a time. */
class Line {
  ended: () => void = () => undefined;
  readonly #socket: Socket;
  readonly #done: (line: Line) => void;
  #asked: Asked | undefined;
  #got: Buffer = Buffer.alloc(0);

  constructor(socket: Socket, done: (line: Line) => void) {
    this.#socket = socket;
    this.#done = done;
    socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.ended();
      this.#asked?.reject(new Error('the connection ended before the answer'));
    });
  }

  send(asked: Asked): void {
    this.#asked = asked;
    this.#socket.write(asked.request);
  }

  destroy(): void {
    this.#asked = undefined;
    this.#socket.destroy();
  }

  #hear(chunk: Buffer): void {
    const got = this.#got.length === 0 ? chunk : Buffer.concat([this.#got, chunk]);
    const reply = parseReply(got);
    this.#got = reply === undefined ? got : Buffer.alloc(0);
    if (reply === undefined) return;
    const asked = this.#asked;
    this.#asked = undefined;
    this.#done(this);
    asked?.resolve(reply);
  }
}

/** @returns nothing while some of it is still to come; every answer of a server here tells its length */
function parseReply(got: Buffer): Reply | undefined {
  const end = got.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = got.toString('latin1', 0, end);
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1]);
  if (Number.isNaN(length)) throw new Error(`an answer without its length: ${head}`);
  const from = end + HEAD_END.length;
  if (got.length < from + length) return undefined;
  return { status: Number(head.slice(9, 12)), body: got.subarray(from, from + length) };
}
