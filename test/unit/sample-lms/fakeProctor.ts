import { createHmac } from 'node:crypto';
import fastifyFormbody from '@fastify/formbody';
import Fastify from 'fastify';
import { z } from 'zod';

const startSchema = z.object({ token: z.string() });

/** A start or finish as it came over the wire, taken apart without the LMS's own JWT library. */
export interface WireToken {
  readonly header: unknown;
  readonly payload: Record<string, unknown>;
  readonly genuine: boolean;
}

export interface FinishRequest {
  readonly path: string;
  readonly scheme: string;
  readonly token: WireToken;
  readonly body: unknown;
}

export interface FakeProctor {
  readonly url: string;
  readonly starts: WireToken[];
  readonly finishes: FinishRequest[];
  /** Status the finish endpoint answers with. */
  finishStatus: number;
  close(): Promise<void>;
}

const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());

/** Reads a compact HS256 token by hand. */
export function readToken(token: string, secret: string): WireToken {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
  return {
    header: decode(header),
    payload: z.record(z.string(), z.unknown()).parse(decode(payload)),
    genuine: signature === expected,
  };
}

/** The two endpoints of a proctoring server that an LMS talks to. */
export async function startFakeProctor(name: string, secret: string): Promise<FakeProctor> {
  const starts: WireToken[] = [];
  const finishes: FinishRequest[] = [];
  const app = Fastify({ forceCloseConnections: true });
  await app.register(fastifyFormbody);

  app.post(`/integration/simple/${name}/start/`, (request, reply) => {
    starts.push(readToken(startSchema.parse(request.body).token, secret));
    return reply.type('text/html').send('<h1 id="start-page">Start page</h1>');
  });
  app.post(`/api/v2/integration/simple/${name}/sessions/:id/finish/`, (request, reply) => {
    const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ');
    const read = readToken(token, secret);
    finishes.push({ path: request.url, scheme, token: read, body: request.body });
    return reply.code(proctor.finishStatus).send({ message: 'finished' });
  });

  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const proctor: FakeProctor = {
    url,
    starts,
    finishes,
    finishStatus: 200,
    close: () => app.close(),
  };
  return proctor;
}
