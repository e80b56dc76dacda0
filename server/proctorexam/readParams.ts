import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ServerRefusal } from '../refusal.ts';
import { refuseField } from './readFields.ts';
import type { Params } from './signature.ts';

/** No call without an attachment says more. Bytes. */
const LONGEST = 512 * 1024;

declare module 'fastify' {
  interface FastifyRequest {
    /** The JSON body of a GET, which some clients send instead of a query string. */
    getBody: unknown;
  }
}

/** Reads the body of a GET too; nobody else on this server sends one. */
export function readGetBodies(scope: FastifyInstance): void {
  scope.decorateRequest('getBody', undefined);
  scope.addHook('onRequest', async (request) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    const hasBody = (length !== undefined && length !== '0') || encoding !== undefined;
    if (request.method === 'GET' && hasBody) request.getBody = await readJson(request);
  });
}

async function readJson(request: FastifyRequest): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.raw as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST) throw refuseField('base', 'too_long', 'is too long');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refuseField('base', 'not_json', 'is not JSON');
  }
}

/**
 * The parameters of a call, wherever they stand: query string, JSON body, path. The ids of the path are
 * among what is signed, so a body that names another is refused.
 */
export function paramsOf(request: FastifyRequest): Params {
  const path = objectOf(request.params);
  const sent = { ...objectOf(request.query), ...objectOf(request.body ?? request.getBody) };
  for (const [name, value] of Object.entries(path)) {
    if (Object.hasOwn(sent, name) && String(sent[name]) !== value) {
      throw refuseField(name, 'differs', 'is not the one of the path');
    }
  }
  return { ...sent, ...path };
}

function objectOf(value: unknown): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new ServerRefusal('body_invalid');
  return value as Record<string, unknown>;
}
