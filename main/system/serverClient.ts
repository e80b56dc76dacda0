import { performance } from 'node:perf_hooks';
import type { ReadableStream } from 'node:stream/web';
import type { z } from 'zod';
import { Grant } from '../../contract/grant.ts';
import {
  CLIENT_API,
  EventsAnswer,
  HeartbeatAnswer,
  PhotoAnswer,
  type Heartbeat,
  type Redemption,
  type SignedEvents,
} from '../../contract/http.ts';
import type { PhotoItem } from './outbox/record.ts';
import { readAnswer, unreachable, type Answered } from './serverAnswer.ts';

/** Electron's `session.fetch`: the system's proxy and trust store, and never a weakened TLS. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Where a session lives and what opens it. */
export interface SessionAccess {
  /** Origin and path prefix, ending in a slash. */
  readonly server: string;
  readonly accessToken: string;
}

/** The client API, one function a call. All reject with `ServerError` and nothing else. */
export interface ServerClient {
  readonly redeem: (server: string, redemption: Redemption) => Promise<Answered<Grant>>;
  /** The grant as things stand now, with the same token; refused like a start. */
  readonly session: (access: SessionAccess) => Promise<Answered<Grant>>;
  readonly sendEvents: (
    access: SessionAccess,
    batch: SignedEvents,
  ) => Promise<Answered<EventsAnswer>>;
  readonly sendHeartbeat: (
    access: SessionAccess,
    heartbeat: Heartbeat,
  ) => Promise<Answered<HeartbeatAnswer>>;
  readonly sendPhoto: (
    access: SessionAccess,
    photo: PhotoItem,
    jpeg: Uint8Array,
  ) => Promise<Answered<PhotoAnswer>>;
}

/** A healthy server answers in well under a second; a slow line needs some. Milliseconds. */
const PATIENCE = 15_000;
/** 5 MiB on a line of 1 Mbit/s, the least a proctored exam is held on, take 42 s. */
const PHOTO_PATIENCE = 120_000;
/**
 * Answers are small, but for a grant with the largest rule set there may be: the signed text of 4 million
 * characters, quoted once more, and the lists made of it. More is not our server. Bytes.
 */
const ANSWER_LIMIT = 16 * 1024 * 1024;

interface Call<S extends z.ZodType> {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly accessToken?: string;
  readonly body?: { readonly type: string; readonly content: string | Uint8Array };
  readonly schema: S;
  readonly patience?: number;
}

export function serverClient(fetch: Fetch): ServerClient {
  const call = async <S extends z.ZodType>(wanted: Call<S>): Promise<Answered<z.output<S>>> => {
    const asked = performance.now();
    const { status, text } = await exchange(fetch, wanted);
    return { value: readAnswer(status, text, wanted.schema), asked, answered: performance.now() };
  };
  const json = (value: unknown) => ({ type: 'application/json', content: JSON.stringify(value) });
  return {
    redeem: (server, redemption) =>
      call({
        url: new URL(CLIENT_API.redeem, server).href,
        method: 'POST',
        body: json(redemption),
        schema: Grant,
      }),
    session: ({ server, accessToken }) =>
      call({
        url: new URL(CLIENT_API.session, server).href,
        method: 'GET',
        accessToken,
        schema: Grant,
      }),
    sendEvents: ({ server, accessToken }, batch) =>
      call({
        url: new URL(CLIENT_API.events, server).href,
        method: 'POST',
        accessToken,
        body: json(batch),
        schema: EventsAnswer,
      }),
    sendHeartbeat: ({ server, accessToken }, heartbeat) =>
      call({
        url: new URL(CLIENT_API.heartbeat, server).href,
        method: 'POST',
        accessToken,
        body: json(heartbeat),
        schema: HeartbeatAnswer,
      }),
    sendPhoto: ({ server, accessToken }, photo, jpeg) => {
      const url = new URL(CLIENT_API.photo(photo.id), server);
      url.searchParams.set('kind', photo.kind);
      url.searchParams.set('at', photo.at);
      if (photo.overridden.length > 0) {
        url.searchParams.set('overridden', photo.overridden.join(','));
      }
      return call({
        url: url.href,
        method: 'POST',
        accessToken,
        body: { type: 'image/jpeg', content: jpeg },
        schema: PhotoAnswer,
        patience: PHOTO_PATIENCE,
      });
    },
  };
}

async function exchange<S extends z.ZodType>(
  fetch: Fetch,
  { url, method, accessToken, body, patience = PATIENCE }: Call<S>,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
        ...(body === undefined ? {} : { 'content-type': body.type }),
      },
      ...(body === undefined ? {} : { body: bodyOf(body.content) }),
      // A redirect would carry the bearer token to an address that nobody confirmed.
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.timeout(patience),
    });
    return { status: response.status, text: await readText(response) };
  } catch (error) {
    throw unreachable(error);
  }
}

/** A copy of its own buffer: `fetch` takes no view that may lie on shared memory. */
function bodyOf(content: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? content : new Uint8Array(content);
}

async function readText(response: Response): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > ANSWER_LIMIT) throw new Error('the answer is longer than any of our server');
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
