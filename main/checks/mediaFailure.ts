import type { CheckVerdict, Evidence } from '../../contract/check.ts';

/** What the browser calls the ways in which a device can be withheld (W3C Media Capture, §9.2). */
const FAILURES: Readonly<Record<string, 'refused' | 'missing' | 'busy'>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** The verdict on a device that gave nothing at all. */
export function failedDevice(
  device: 'camera' | 'microphone' | 'speakers' | 'screen',
  error: string,
): CheckVerdict {
  const kind = FAILURES[error];
  return fail(
    kind === undefined
      ? { code: `${device}_error`, values: { error } }
      : { code: `${device}_${kind}`, values: {} },
  );
}

export function fail(...evidence: Evidence[]): CheckVerdict {
  return { outcome: 'fail', evidence };
}

export function warn(...evidence: Evidence[]): CheckVerdict {
  return { outcome: 'warn', evidence };
}

export const PASS: CheckVerdict = { outcome: 'pass', evidence: [] };
