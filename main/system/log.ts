import log from 'electron-log/node';
import path from 'node:path';

/** What the app says of itself to whoever has to help. Never an answer, a photo or a token. */
export interface Log {
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly error: (message: string, cause?: unknown) => void;
}

/** Tickets, bearer tokens, access codes and JWTs that a message might quote from an address. */
const SECRETS = [
  /\b(Bearer|JWT)\s+[\w.~+/=-]+/gi,
  /([?&;](?:[\w-]*(?:token|ticket|accesscode|secret|password|key|code))=)[^&#\s"']+/gi,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /\b[\w-]{43,}\b/g,
];

/** Takes out of a line what must not be in a log. */
export function redact(line: string): string {
  return SECRETS.reduce(
    (text, secret) =>
      text.replace(secret, (_whole, kept: unknown) =>
        typeof kept === 'string' ? `${kept}${kept.endsWith('=') ? '' : ' '}[…]` : '[…]',
      ),
    line,
  );
}

/** An error's own words and, below them, its cause's. */
export function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const below = cause.cause === undefined ? '' : ` (${describe(cause.cause)})`;
  return `${cause.name}: ${cause.message}${below}`;
}

/** The log file of this machine: one megabyte and one older one. */
export function openLog(folder: string, echo: boolean): Log {
  const file = log.create({ logId: 'invigil' });
  file.transports.file.resolvePathFn = () => path.join(folder, 'invigil.log');
  file.transports.file.maxSize = 1024 * 1024;
  file.transports.console.level = echo ? 'info' : false;
  return {
    info: (message) => file.info(redact(message)),
    warn: (message) => file.warn(redact(message)),
    error: (message, cause) =>
      file.error(redact(cause === undefined ? message : `${message}: ${describe(cause)}`)),
  };
}
