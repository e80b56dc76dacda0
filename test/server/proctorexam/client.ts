import { createHmac } from 'node:crypto';

/*
 * A client of ProctorExam's API v3, written from its public documents alone. It imports nothing of the
 * server or the contract, so that what it proves is what a stranger's client meets.
 */

export type Json = Record<string, unknown>;

export interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

export interface Credentials {
  readonly base: string;
  readonly token: string;
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** `name=value`, sorted, joined with `?`; lists as JSON text, the way the public Python client writes them. */
export function baseOf(params: Json): string {
  return Object.keys(params)
    .sort()
    .map((name) => {
      const value = params[name];
      return `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
    })
    .join('?');
}

export function signatureOf(params: Json, secret: string): string {
  return createHmac('sha256', secret).update(baseOf(params)).digest('hex');
}

let nonces = 0;

export class ProcwiseClient {
  readonly #who: Credentials;

  constructor(who: Credentials) {
    this.#who = who;
  }

  /** @param ids of the path, which are signed although they need not be sent again */
  signed(params: Json, ids: Json = {}): Json {
    nonces += 1;
    const now = this.#who.now();
    const sent = { nonce: now * 1000 + nonces, timestamp: now, ...params };
    return { ...sent, signature: signatureOf({ ...sent, ...ids }, this.#who.secret) };
  }

  get(path: string, ids: Json = {}, params: Json = {}): Promise<Reply> {
    const query = Object.entries(this.signed(params, ids)).map(
      ([name, value]) =>
        [name, typeof value === 'string' ? value : JSON.stringify(value)] as [string, string],
    );
    return this.send('GET', `${path}?${new URLSearchParams(query).toString()}`);
  }

  post(path: string, ids: Json = {}, params: Json = {}): Promise<Reply> {
    return this.send('POST', path, this.signed(params, ids));
  }

  put(path: string, ids: Json = {}, params: Json = {}): Promise<Reply> {
    return this.send('PUT', path, this.signed(params, ids));
  }

  patch(path: string, ids: Json = {}, params: Json = {}): Promise<Reply> {
    return this.send('PATCH', path, this.signed(params, ids));
  }

  delete(path: string, ids: Json = {}, params: Json = {}): Promise<Reply> {
    return this.send('DELETE', path, this.signed(params, ids));
  }

  async send(method: string, path: string, body?: Json, headers: Json = {}): Promise<Reply> {
    const response = await fetch(`${this.#who.base}/api/v3/${path}`, {
      method,
      headers: {
        accept: 'application/vnd.procwise.v3',
        authorization: `Token token=${this.#who.token}`,
        'content-type': 'application/json',
        ...(headers as Record<string, string>),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return replyOf(response);
  }
}

export async function signIn(base: string, email: string, password: string): Promise<Reply> {
  const response = await fetch(`${base}/users/sign_in.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: { email, password } }),
  });
  return replyOf(response);
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const body = text === '' ? {} : (JSON.parse(text) as Json);
  return { status: response.status, body, headers: response.headers };
}
