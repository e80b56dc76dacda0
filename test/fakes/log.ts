import type { Log } from '../../main/system/log.ts';

/** A log that nobody reads. */
export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** A log whose lines a test can read. */
export function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    info: (message) => lines.push(`info ${message}`),
    warn: (message) => lines.push(`warn ${message}`),
    error: (message, cause) =>
      lines.push(`error ${message}${cause instanceof Error ? `: ${cause.message}` : ''}`),
  };
}
