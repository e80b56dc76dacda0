import type { ReadableStream } from 'node:stream/web';
import { CLIENT_API, SessionState } from '../../contract/http.ts';
import { readAnswer, unreachable } from './serverAnswer.ts';
import type { Fetch, SessionAccess } from './serverClient.ts';

/** What comes over an open line. */
export interface LineListener {
  readonly onOpen: () => void;
  readonly onState: (state: SessionState) => void;
}

/**
 * Keeps a line open over which the server tells the session's state whenever it changes. Resolves when the
 * server ends it, rejects with `ServerError` when it breaks, is refused, or says nothing for too long.
 */
export type OpenLine = (
  access: SessionAccess,
  listener: LineListener,
  signal: AbortSignal,
) => Promise<void>;

/** The server says something every 15 s; after this silence (milliseconds) the line is dead. */
const SILENCE = 40_000;
/** A state is a few kilobytes; more without an end of line is not our server (characters). */
const EVENT_MOST = 1024 * 1024;

export function openLineWith(fetch: Fetch): OpenLine {
  return async ({ server, accessToken }, listener, signal) => {
    const silence = new AbortController();
    const dead = (): void => silence.abort(new Error('nothing was heard for too long'));
    let timer = setTimeout(dead, SILENCE);
    try {
      const response = await fetch(new URL(CLIENT_API.live, server).href, {
        headers: { accept: 'text/event-stream', authorization: `Bearer ${accessToken}` },
        redirect: 'error',
        credentials: 'omit',
        signal: AbortSignal.any([signal, silence.signal]),
      });
      const { body } = response;
      if (!response.ok || body === null) {
        // Says why in the server's words, or that these are none of them.
        readAnswer(response.status, await response.text(), SessionState);
        return;
      }
      listener.onOpen();
      await readEvents(body as ReadableStream<Uint8Array>, (event, data) => {
        clearTimeout(timer);
        timer = setTimeout(dead, SILENCE);
        if (event === 'state') listener.onState(readAnswer(200, data, SessionState));
      });
    } catch (error) {
      if (signal.aborted) return;
      throw error instanceof Error && error.name === 'ServerError' ? error : unreachable(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * Reads server-sent events (WHATWG HTML §9.2). Comments are told as events without a name: they show that
 * the line lives.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  heard: (event: string, data: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop() ?? '';
    if (text.length > EVENT_MOST) throw new Error('an event is longer than any of our server');
    for (const block of blocks) heard(...eventOf(block));
  }
}

function eventOf(block: string): [event: string, data: string] {
  const field = (name: string): string =>
    block
      .split(/\r?\n/)
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ''))
      .join('\n');
  return [field('event'), field('data')];
}
