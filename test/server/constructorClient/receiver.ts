import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyJwt } from './jwt.ts';

/** A call that an LMS took. */
export interface Received {
  /** `method` of the query: review, schedule, warning, agreement. */
  readonly method: string;
  readonly delivery: string;
  readonly claims: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}

export interface Receiver {
  readonly host: string;
  readonly received: Received[];
  /** What every call is answered with until it is said otherwise. */
  answer: (received: Received) => { status: number; text?: string };
  url(method: string): string;
  of(method: string): Record<string, unknown>[];
  close(): Promise<void>;
}

/**
 * An LMS that is called. It behaves as the public plugins do: whatever it refuses it answers with 200 and
 * a sentence, and what it takes with 200 and nothing.
 */
export async function startReceiver(secret: string, now: () => number): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, text } = take(request.headers, String(request.url), Buffer.concat(chunks));
      response.writeHead(status).end(text);
    });
  });
  const receiver: Receiver = {
    received,
    answer: () => ({ status: 200 }),
    get host() {
      return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    },
    url: (method) => `http://${receiver.host}/api.php?method=${method}&key=hidden`,
    of: (method) => received.filter((each) => each.method === method).map(({ body }) => body),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  function take(
    headers: NodeJS.Dict<string | string[]>,
    url: string,
    content: Buffer,
  ): { status: number; text?: string } {
    const authorization = String(headers['authorization'] ?? '');
    if (!authorization.startsWith('JWT ')) return { status: 200, text: 'Not auth provided' };
    let claims: Record<string, unknown>;
    try {
      claims = verifyJwt(authorization.slice(4), secret, now());
    } catch (error) {
      return { status: 200, text: error instanceof Error ? error.message : 'refused' };
    }
    if (content.length === 0) return { status: 200, text: 'No request body' };
    const method = new URL(url, 'http://lms').searchParams.get('method') ?? '';
    const body = JSON.parse(content.toString('utf8')) as Record<string, unknown>;
    const delivery = String(headers['x-invigil-delivery']);
    const call = { method, delivery, claims, body };
    const answer = receiver.answer(call);
    if (answer.status === 200 && answer.text === undefined) received.push(call);
    return answer;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return receiver;
}
