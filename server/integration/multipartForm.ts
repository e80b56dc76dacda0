import type { FastifyInstance, FastifyRequest } from 'fastify';
import { storable } from '../../contract/startParameters/text.ts';
import { ServerRefusal } from '../refusal.ts';

/**
 * Lets the routes of a scope take `multipart/form-data` as the other forms: fields of text, of one name
 * the last. The bound is that of every body.
 */
export function acceptMultipart(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer) =>
      readForm(body, request.headers['content-type'] ?? ''),
  );
}

/** @throws ServerRefusal for a file, and for what is no such form */
async function readForm(body: Buffer, type: string): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const [name, value] of await parse(body, type)) {
    if (typeof value !== 'string') throw refusal(name, 'file', 'must be text, not a file');
    fields[name] = storable(value);
  }
  return fields;
}

/** Node's own parser. It is advised against for large uploads; here all of at most 512 KiB is in memory. */
interface FormParser {
  formData(): Promise<FormData>;
}

async function parse(body: Buffer, type: string): Promise<FormData> {
  const headers = { 'content-type': type };
  const parser: FormParser = new Response(new Uint8Array(body), { headers });
  try {
    return await parser.formData();
  } catch (error) {
    // Nothing else is thrown for a body that is here already.
    if (!(error instanceof TypeError)) throw error;
    throw refusal('', 'not_a_form', 'is not the multipart form that its content type says');
  }
}

function refusal(path: string, code: string, message: string): ServerRefusal {
  return new ServerRefusal('body_invalid', [{ path, code, message }]);
}
