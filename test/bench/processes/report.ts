import type { ProcessFigures } from './index.ts';
import { WAYS, type Way } from './scans.ts';

const WAY_NAMES: Readonly<Record<Way, string>> = {
  psList: 'ps-list',
  systemInformation: 'systeminformation.processes()',
  bareRead: 'bare read of the same facts',
  fullScan: 'full scan',
  look: 'one look of the exam’s scanner, average',
};

/** Two tables: what looking costs beside what others would use, and how soon a program is noticed. */
export function processSections(
  { scans, detection }: ProcessFigures,
  table: (head: readonly string[], rows: readonly (readonly string[])[]) => string,
): string[] {
  const work = table(
    ['processor ms (times one look)', ...scans.map(({ processes }) => `${processes} processes`)],
    WAYS.map((way) => [
      WAY_NAMES[way],
      ...scans.map(({ work: each, ofLook }) => {
        const { median } = each[way];
        return way === 'look'
          ? median.toFixed(2)
          : `${median.toFixed(1)} (${ofLook[way].toFixed(1)} ×)`;
      }),
    ]),
  );
  const whole = (value: number) => String(Math.round(value));
  const noticed = table(
    ['ms until a forbidden program is noticed', 'times', 'median', '95 %', 'most'],
    (
      [
        ['from its start to its incident', detection.times, detection.incident],
        ['from its start to the cover', detection.times, detection.cover],
        ['a shell, long known, that became it', detection.exec.times, detection.exec],
      ] as const
    ).map(([name, times, { median, p95, most }]) => [
      name,
      String(times),
      whole(median),
      whole(p95),
      whole(most),
    ]),
  );
  return ['## Looking at processes', work, noticed];
}
