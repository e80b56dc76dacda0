import type { CheckVerdict } from '../../contract/check.ts';
import { fail, PASS } from './mediaFailure.ts';

/**
 * The least flow that an exam can be held on (bits per second): camera at 640×480 and few frames 200,
 * screen at few frames 60, speech in Opus 32, the rest for answers and reports. Constructor asks for
 * lines of 1 Mbit/s, which is this with room to spare.
 */
export const FLOW_FLOOR = 300_000;

/** A line keeps up when what was recorded is away within this time after the end (milliseconds). */
const DRAINED_WITHIN = 1_500;

export interface FlowReading {
  /** Recorded and handed on. */
  readonly producedBytes: number;
  /** What the server counted. */
  readonly receivedBytes: number;
  readonly bitsPerSecond: number;
  /** From the last piece handed on to the server's answer. */
  readonly drainMilliseconds: number;
}

/**
 * Pure: whether the true recording flows. A still picture records into little, so a small flow is only
 * the line's fault when the line did not keep up with it.
 * @param reading undefined when the measurement broke off
 */
export function judgeBandwidth(reading: FlowReading | undefined): CheckVerdict {
  if (reading === undefined || reading.receivedBytes < reading.producedBytes) {
    return fail({ code: 'bandwidth_broke_off', values: {} });
  }
  if (reading.producedBytes === 0) return fail({ code: 'bandwidth_nothing_recorded', values: {} });
  const keepsUp = reading.drainMilliseconds <= DRAINED_WITHIN;
  if (keepsUp || reading.bitsPerSecond >= FLOW_FLOOR) return PASS;
  const kilobits = Math.round(reading.bitsPerSecond / 1000);
  return fail({ code: 'bandwidth_low', values: { kilobits, needed: FLOW_FLOOR / 1000 } });
}
