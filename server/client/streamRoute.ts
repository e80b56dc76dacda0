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
    streams.post('/api/client/v1/streams/:id', options, async (request) => {
      await admitApp(request, deps);
      readBody(Params, request.params);
      return measure(request.raw);
    });
    done();
  });
}

/**
 * Reads to the end, the time limit or the size limit, whichever comes first. What comes after a limit
 * is read and forgotten: a sender that is cut off in mid-sentence would not hear the answer.
 */
function measure(body: Readable): Promise<StreamAnswer> {
  return new Promise((resolve) => {
    const flow = { bytes: 0, before: 0, first: 0, last: 0 };
    const count = (chunk: Buffer): void => {
      flow.last = performance.now();
      if (flow.bytes === 0) {
        flow.first = flow.last;
        flow.before = chunk.length;
      }
      flow.bytes += chunk.length;
      if (flow.bytes >= MOST_BYTES) end();
    };
    const end = (): void => {
      clearTimeout(limit);
      body.off('data', count).resume();
      resolve(answerFor(flow));
    };
    const limit = setTimeout(end, LONGEST);
    body.on('data', count);
    body.once('end', end);
    // The sender is gone, and nobody hears the answer.
    body.once('error', end);
  });
}

interface Flow {
  readonly bytes: number;
  /** Came with the first moment, so it took no time that we saw and does not count as flow. */
  readonly before: number;
  /** Milliseconds of a clock that never jumps. */
  readonly first: number;
  readonly last: number;
}

function answerFor({ bytes, before, first, last }: Flow): StreamAnswer {
  const milliseconds = last - first;
  const bitsPerSecond = milliseconds < 1 ? 0 : ((bytes - before) * 8000) / milliseconds;
  return { bytes, milliseconds, bitsPerSecond };
}
