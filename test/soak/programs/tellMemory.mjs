/**
 * Loaded into a server by `node --expose-gc --import`: at SIGUSR2 it collects what nobody needs any
 * more and tells on stderr what is left, in bytes.
 */
import { writeSync } from 'node:fs';

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  writeSync(2, `${JSON.stringify({ event: 'memory', ...process.memoryUsage() })}\n`);
});
