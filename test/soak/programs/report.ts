import { writeSync } from 'node:fs';
import type { Log } from '../../../main/system/log.ts';

/** Tells the parent at once: the line is in the pipe when this returns, whatever comes next. */
export function report(word: string, ...ids: readonly string[]): void {
  writeSync(1, `${[word, ...ids].join(' ')}\n`);
}

/** What the app's parts have to say goes to stderr. */
export const log: Log = {
  info: () => undefined,
  warn: (message) => void writeSync(2, `warn ${message}\n`),
  error: (message, cause) =>
    void writeSync(2, `error ${message} ${cause instanceof Error ? cause.message : ''}\n`),
};
