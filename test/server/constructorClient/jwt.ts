import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * Written from the documents alone and importing nothing of the product: what stands in this folder is the
 * measure of it. HS256 by hand (RFC 7515, RFC 7519).
 */

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string): unknown =>
  JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

function signatureOf(text: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}

export function signJwt(payload: object, secret: string): string {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
  return `${text}.${signatureOf(text, secret).toString('base64url')}`;
}

/** @returns the payload; @throws Error with the cause */
export function verifyJwt(
  token: string,
  secret: string,
  nowSeconds: number,
): Record<string, unknown> {
  const [header = '', payload = '', signature = '', ...more] = token.split('.');
  if (more.length > 0) throw new Error('not three parts');
  const { alg, typ } = decode(header) as Record<string, unknown>;
  if (alg !== 'HS256' || typ !== 'JWT') throw new Error('not an HS256 JWT');
  const sent = Buffer.from(signature, 'base64url');
  const expected = signatureOf(`${header}.${payload}`, secret);
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) {
    throw new Error('Signature verification failed');
  }
  const claims = decode(payload) as Record<string, unknown>;
  if (typeof claims['exp'] !== 'number' || claims['exp'] <= nowSeconds) throw new Error('expired');
  return claims;
}
