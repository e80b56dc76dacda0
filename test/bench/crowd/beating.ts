import { HEARTBEAT_EVERY } from '../../../contract/http.ts';
import { heartbeatOf, type Holder } from './candidate.ts';
import { newTally, until, type Latencies } from './latencies.ts';
import { sharesOf, type Servers, type Work } from './servers.ts';

export interface Beating {
  readonly sessions: number;
  readonly seconds: number;
  readonly beats: Latencies;
  /** Shares of one core. */
  readonly work: Work;
}

/** Every session says that it is there as often as an app does, for as long as told. */
export async function measureBeating(
  { urls, wires, readWork }: Servers,
  holders: readonly Holder[],
  seconds: number,
): Promise<Beating> {
  const tally = newTally();
  const begun = performance.now() + 500;
  const before = await readWork();
  const beats = Math.floor((seconds * 1000) / HEARTBEAT_EVERY);
  const beat = async (holder: Holder, index: number): Promise<void> => {
    const side = index % 2 === 0 ? 0 : 1;
    const requestAt = heartbeatOf(urls[side], holder);
    const first = begun + (index / holders.length) * HEARTBEAT_EVERY;
    for (let number = 0; number < beats; number += 1) {
      const planned = first + number * HEARTBEAT_EVERY;
      await until(planned);
      try {
        const { status } = await wires[side].ask(requestAt(Date.now()));
        tally.answered(planned, status);
      } catch (error) {
        tally.failed(error);
      }
    }
  };
  await Promise.all(holders.map(beat));
  const work = sharesOf(before, await readWork(), performance.now() - begun);
  return { sessions: holders.length, seconds, beats: tally.sum(), work };
}
