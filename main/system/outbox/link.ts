import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ClientEvent } from '../../../contract/http.ts';
import { LogEnd, LogHash, LogKey, logLinkText, logStartText } from '../../../contract/logChain.ts';

/** An event's place in a log, fixed when it is recorded. */
export const Link = z.object({
  /** The key that names the log. */
  log: LogKey,
  number: z.number().int().positive(),
  previous: LogHash,
  hash: LogHash,
});
export type Link = z.infer<typeof Link>;

/** Where a log ends on this computer; number 0 is its start. */
export const Tail = LogEnd.extend({ log: LogKey });
export type Tail = z.infer<typeof Tail>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The beginning of a key's log of a session. */
export function startOfLog(session: string, key: string): Tail {
  return { log: key, number: 0, hash: sha256(logStartText(session, key)) };
}

/** The link of an event that is recorded after all others of the log. */
export function linkTo({ log, number, hash }: Tail, event: ClientEvent): Link {
  const own = sha256(logLinkText(hash, event));
  return { log, number: number + 1, previous: hash, hash: own };
}

export function tailAt({ log, number, hash }: Link): Tail {
  return { log, number, hash };
}
