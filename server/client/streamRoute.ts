import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { StreamAnswer } from '../../contract/http.ts';
import type { Deps } from '../deps.ts';
import { admitApp } from './authenticate.ts';
import { rateOf } from './rates.ts';
import { readBody } from './readBody.ts';

/** A measurement ends by itself after this long (milliseconds) or this much. */
const LONGEST = 30_000;
const MOST_BYTES = 20 * 1024 * 1024;

const Params = z.object({ id: z.uuid() });

/**
 * `POST api/client/v1/streams/ID`: the true flow of a recording to this server. The body is a stream
 * that is measured as it comes and kept nowhere.
 */
export function registerStream(app: FastifyInstance, deps: Deps): void {
  void app.register((streams, _options, done) => {
    streams.removeAllContentTypeParsers();
    streams.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
    const options = rateOf('stream');
    streams.post('/api/client/v1/streams/:id', options, async (request, reply) => {
      await admitApp(request, deps);
      readBody(Params, request.params);
      const { answer, cut } = await measure(request.raw);
      // What is still on its way is not read any more.
      if (cut) void reply.header('connection', 'close');
      return answer;
    });
    done();
  });
}

/** Reads to the end, the time limit or the size limit, whichever comes first. */
async function measure(body: Readable): Promise<{ answer: StreamAnswer; cut: boolean }> {
  let bytes = 0;
  let before = 0;
  let first: number | undefined;
  let last = 0;
  const timer = new AbortController();
  const limit = setTimeout(() => timer.abort(), LONGEST);
  let cut = false;
  try {
    for await (const chunk of chunksOf(body, timer.signal)) {
      last = performance.now();
      if (first === undefined) {
        first = last;
        before = chunk.length;
      }
      bytes += chunk.length;
      if (bytes >= MOST_BYTES) {
        cut = true;
        break;
      }
    }
  } finally {
    clearTimeout(limit);
  }
  const milliseconds = first === undefined ? 0 : last - first;
  // What came before the first moment took no time that we saw, so it does not count as flow.
  const bitsPerSecond = milliseconds < 1 ? 0 : ((bytes - before) * 8000) / milliseconds;
  return { answer: { bytes, milliseconds, bitsPerSecond }, cut: cut || timer.signal.aborted };
}

/** The chunks of a body until it ends or the signal comes; the body itself is left alive. */
async function* chunksOf(body: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  const stopped = new Promise<'stopped'>((resolve) => {
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  for (;;) {
    const next = await Promise.race([chunks.next(), stopped]);
    if (next === 'stopped' || next.done === true) return;
    yield next.value;
  }
}
