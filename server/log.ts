import pino, { type Logger } from 'pino';

export type Log = Logger;

/**
 * Writes to stderr; stdout carries the one line that says where the server listens.
 * Lines hold ids, codes and addresses without their query. Never a token, a body or a photo.
 */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
