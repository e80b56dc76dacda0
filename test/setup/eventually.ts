import { vi } from 'vitest';

/** Milliseconds. Not what anything may take: a test machine may stand still for seconds. */
const WITHIN = 15_000;

/**
 * Waits until the check passes, on the true clock.
 * @throws (rejects) the check's last failure when it never does
 */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: WITHIN });
}
