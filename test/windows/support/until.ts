import { setTimeout as wait } from 'node:timers/promises';

/** Waits for something to become true, 10 s at most: wine on a busy machine takes its time. */
export async function until(isTrue: () => boolean, what: string, within = 10_000): Promise<void> {
  for (const end = Date.now() + within; Date.now() < end; await wait(20)) if (isTrue()) return;
  throw new Error(`waited ${within} ms in vain for ${what}`);
}
