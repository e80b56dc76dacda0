import { randomUUID } from 'node:crypto';
import type { StreamAnswer } from '../../contract/http.ts';
import type { CheckResult } from '../../contract/check.ts';
import { judgeBandwidth } from '../checks/bandwidth.ts';
import { resultOf } from '../checks/media.ts';
import type { Log } from '../system/log.ts';
import type { SessionAccess } from '../system/serverClient.ts';
import type { OpenStream, ServerStream } from '../system/serverStream.ts';

/** Measures of the flow to the server, each the length of one recording. */
export interface FlowMeasures {
  readonly begin: (access: SessionAccess) => string;
  /** Resolves when the network has taken the piece, so that a slow line slows the recording's queue. */
  readonly chunk: (id: string, data: Uint8Array) => Promise<void>;
  readonly end: (id: string) => Promise<CheckResult>;
}

interface Measure {
  readonly stream: ServerStream;
  produced: number;
}

/** @param ticks milliseconds of a clock that only goes forward */
export function flowMeasures(open: OpenStream, ticks: () => number, log: Log): FlowMeasures {
  let measure: ({ readonly id: string } & Measure) | undefined;
  const at = (id: string): Measure => {
    if (measure?.id !== id) throw new Error('this measurement is over');
    return measure;
  };
  return {
    begin(access) {
      // One at a time: an abandoned one would take its share of the line.
      measure?.stream.abort();
      const id = randomUUID();
      measure = { id, stream: open(access, id), produced: 0 };
      return id;
    },
    async chunk(id, data) {
      const current = at(id);
      current.produced += data.length;
      await current.stream.write(data);
    },
    async end(id) {
      const { stream, produced } = at(id);
      measure = undefined;
      const ended = ticks();
      const answer = await answerOf(stream, log);
      const drainMilliseconds = ticks() - ended;
      const { bytes: receivedBytes = 0, bitsPerSecond = 0 } = answer ?? {};
      const reading = { producedBytes: produced, receivedBytes, bitsPerSecond, drainMilliseconds };
      const verdict = judgeBandwidth(answer === undefined ? undefined : reading);
      return {
        ...resultOf('bandwidth', verdict),
        ...(answer === undefined ? {} : { bandwidthSpeed: bitsPerSecond }),
      };
    },
  };
}

async function answerOf(stream: ServerStream, log: Log): Promise<StreamAnswer | undefined> {
  try {
    return await stream.end();
  } catch (error) {
    log.warn(`the flow could not be measured: ${String(error)}`);
    return undefined;
  }
}
