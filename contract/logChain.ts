import { z } from 'zod';

/**
 * The event log of one app in one session. Every event carries a number, counted from 1, and a hash of
 * itself and of the hash before it, fixed when it is recorded. What is sent is signed with a key that
 * the app made for the session and registered when it redeemed its ticket. The texts that are hashed
 * and signed are made here, for the app and the server alike; the hashing is done by each.
 */

/** The last character of 32 bytes in base64url carries four bits (RFC 4648 §5). */
const bytes32 = z.string().regex(/^[\w-]{42}[AEIMQUYcgkosw048]$/);

/** A raw Ed25519 public key (RFC 8032), base64url. It names its log. */
export const LogKey = bytes32;
export type LogKey = z.infer<typeof LogKey>;

/** SHA-256, base64url. */
export const LogHash = bytes32;
export type LogHash = z.infer<typeof LogHash>;

/** An Ed25519 signature, 64 bytes, base64url. */
export const LogSignature = z.string().regex(/^[\w-]{85}[AQgw]$/);

/** Where a log ends: its last number (0: nothing yet) and that record's hash. */
export const LogEnd = z.object({ number: z.number().int().nonnegative(), hash: LogHash });
export type LogEnd = z.infer<typeof LogEnd>;

/** What a batch says of its place in the log. Its events are numbered from `first` on, without a gap. */
export const BatchLog = z.object({
  key: LogKey,
  first: z.number().int().positive(),
  /** Hash of the record before the first one. */
  previous: LogHash,
  /**
   * Where the log ends that the server told it holds. Says: what should continue it is lost on this
   * computer, and the log goes on with this batch. The server takes it and tells staff.
   */
  lostAfter: LogEnd.optional(),
  signature: LogSignature,
});
export type BatchLog = z.infer<typeof BatchLog>;

/** The text whose hash stands before the first record: it ties a log to its session and its key. */
export function logStartText(session: string, key: LogKey): string {
  return `invigil-log-start-1\n${session}\n${key}`;
}

/** The text whose hash is that of a record. */
export function logLinkText(previous: LogHash, event: unknown): string {
  return `invigil-log-link-1\n${previous}\n${canonicalJson(event)}`;
}

/** The text that a batch's signature is made of. @param end number and hash of its last record */
export function logBatchText(
  session: string,
  { key, first, previous, lostAfter }: Omit<BatchLog, 'signature'>,
  end: LogEnd,
): string {
  return [
    'invigil-log-batch-1',
    `session ${session}`,
    `key ${key}`,
    `first ${first}`,
    `previous ${previous}`,
    `last ${end.number}`,
    `hash ${end.hash}`,
    lostAfter === undefined ? 'lost nothing' : `lost after ${lostAfter.number} ${lostAfter.hash}`,
  ].join('\n');
}

/**
 * The one way to write a value as JSON: keys in the order of their UTF-16 units, no spaces (RFC 8785).
 * What JSON does not carry is left out as `JSON.stringify` does, so that the text is the same before and
 * after the journey.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}
