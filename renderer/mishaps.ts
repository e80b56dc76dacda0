import type { ExamBridge } from '../contract/channels.ts';

/** Longest message that the log takes. */
const LONGEST = 2000;

/**
 * Lets main's log know of every fault nobody handled.
 * @returns writes one more
 */
export function writeMishaps(bridge: ExamBridge): (message: string) => void {
  const write = (message: string) => {
    bridge.ask('log.write', { level: 'error', message: message.slice(0, LONGEST) }).catch(() => {
      // A main process that cannot take a line any more is gone, and nobody is left to tell.
    });
  };
  window.addEventListener('error', (event) =>
    write(`${event.message} (${event.filename}:${event.lineno})`),
  );
  window.addEventListener('unhandledrejection', (event) =>
    write(`Unhandled: ${String(event.reason)}`),
  );
  return write;
}
