import type { Quiet } from '../machine/quiet.ts';
import { measureDetection, type DetectionFigures } from './detection.ts';
import { measureScans, type ScanFigures } from './scans.ts';

export interface ProcessFigures {
  readonly scans: readonly ScanFigures[];
  readonly detection: DetectionFigures;
}

/** What a usual desktop, a full one and a crowded one run. */
export const COUNTS = [100, 500, 2_000] as const;

/** Programs that are started to be noticed: enough for a 95th percentile, unless it is to be short. */
const DETECTIONS = 50;
const DETECTIONS_A_RUN = 10;

interface Surroundings {
  readonly runs: number;
  /** An empty folder. */
  readonly folder: string;
  readonly quiet: Pick<Quiet, 'wait'>;
  readonly say: (line: string) => void;
  readonly counts?: readonly number[];
  /** How often a program is started to be noticed. */
  readonly times?: number;
}

export async function measureProcesses(around: Surroundings): Promise<ProcessFigures> {
  const { runs, folder, quiet, say, counts = COUNTS } = around;
  const scans = await measureScans({ counts, runs, quiet, say });
  const times = around.times ?? Math.min(DETECTIONS, runs * DETECTIONS_A_RUN);
  return { scans, detection: await measureDetection(times, folder, say) };
}
