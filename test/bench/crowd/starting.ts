import type { Status } from '../../../contract/status.ts';
import {
  holderOf,
  newCandidates,
  redemption,
  statusReport,
  type Candidate,
  type Holder,
} from './candidate.ts';
import { newTally, until, type Latencies } from './latencies.ts';
import { sharesOf, type Servers, type Work } from './servers.ts';

/** What a candidate's app reports until the exam runs, and when, milliseconds after the start. */
const REDEEMS_AFTER = 1_000;
const REPORTS: readonly (readonly [after: number, Status])[] = [
  [2_000, 'after_check_req'],
  [3_000, 'in_setup'],
  [4_000, 'exam_started'],
];

export interface Starting {
  readonly candidates: number;
  readonly seconds: number;
  readonly start: Latencies;
  readonly redeem: Latencies;
  readonly status: Latencies;
  /** Shares of one core. */
  readonly work: Work;
}

/**
 * Candidates arrive when they arrive, however long the servers take for those before them: each call has
 * its planned moment, and its latency counts from there. Successive calls of one go to the two processes
 * by turns.
 */
export async function measureStarting(
  { lms, urls, wires, readWork }: Servers,
  count: number,
  seconds: number,
): Promise<{ figures: Starting; holders: Holder[] }> {
  const candidates = newCandidates(lms, count);
  const holders: Holder[] = [];
  const tallies = { start: newTally(), redeem: newTally(), status: newTally() };
  const begun = performance.now() + 500;
  const before = await readWork();

  const arrive = async (candidate: Candidate, index: number): Promise<void> => {
    // Spread by chance, as people come, and not in step.
    const arrival = begun + Math.random() * seconds * 1000;
    const side = (step: number): 0 | 1 => ((index + step) % 2 === 0 ? 0 : 1);
    await until(arrival);
    const started = await wires[side(0)].ask(candidate.start);
    tallies.start.answered(arrival, started.status);
    if (started.status !== 200) return;
    await until(arrival + REDEEMS_AFTER);
    const redeemed = await wires[side(1)].ask(redemption(urls[side(1)], candidate, started.body));
    tallies.redeem.answered(arrival + REDEEMS_AFTER, redeemed.status);
    if (redeemed.status !== 200) return;
    const holder = holderOf(candidate, redeemed.body);
    holders.push(holder);
    for (const [step, [after, status]] of REPORTS.entries()) {
      await until(arrival + after);
      const told = await wires[side(step)].ask(statusReport(urls[side(step)], holder, status));
      tallies.status.answered(arrival + after, told.status);
    }
  };
  await Promise.all(
    candidates.map((candidate, index) =>
      arrive(candidate, index).catch((error: unknown) => tallies.start.failed(error)),
    ),
  );
  const work = sharesOf(before, await readWork(), performance.now() - begun);
  const { start, redeem, status } = tallies;
  const sums = { start: start.sum(), redeem: redeem.sum(), status: status.sum() };
  return { figures: { candidates: count, seconds, ...sums, work }, holders };
}
