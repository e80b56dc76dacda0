import { LogEnd } from '../../contract/logChain.ts';
import { keepable } from '../client/keepable.ts';
import type { StoredLog, StoredRecord } from '../storage/storedLogs.ts';
import { hashEvents, hashLogStart, isSigned } from './logHashes.ts';

/** What of a stored log is not as it was signed; one line each, none when all is. */
export interface LogFinding {
  /** The record, or the first of several. */
  readonly number: number;
  readonly says: string;
}

type Events = ReadonlyMap<string, unknown>;

/**
 * Verifies a stored log again: each record's hash from what is held of it, each batch's signature, and
 * that nothing lies between. Pure. Where its app declared records lost a part begins, at a hash that
 * only the app knows the story of; the gap itself staff were told of when it came.
 */
export function checkStoredLog(
  sessionId: string,
  { log, records }: StoredLog,
  events: Events,
): LogFinding[] {
  const parts = [...new Set(records.map(({ part }) => part))];
  const findings = parts.flatMap((part) => {
    const stored: StoredLog = { log, records: records.filter((record) => record.part === part) };
    return [...checkRecords(sessionId, stored, events), ...checkBatches(sessionId, stored)];
  });
  const last = records.at(-1);
  const isEnd =
    last === undefined ? log.number === 0 : last.number === log.number && last.hash === log.hash;
  return isEnd
    ? findings
    : [...findings, { number: log.number, says: 'the log does not end where it is said to' }];
}

function checkRecords(
  sessionId: string,
  { log, records }: StoredLog,
  events: Events,
): LogFinding[] {
  const findings: LogFinding[] = [];
  const [opening] = batchesOf(records);
  // The first part begins with the log, a later one where its first batch says.
  let expected = records[0]?.part === 0 ? 1 : (opening?.first ?? 1);
  let before = expected === 1 ? hashLogStart(sessionId, log.key) : (opening?.previous ?? '');
  for (const { number, hash, eventId, sent } of records) {
    if (number < expected) findings.push({ number, says: 'no signed batch begins with it' });
    if (number > expected) findings.push(missing(expected, number - 1));
    // What follows a missing record cannot be hashed from what is before it.
    const isNext = number === expected;
    const after = before;
    const kept = events.get(eventId?.toLowerCase() ?? '');
    const held = sent === null ? kept : parsed(sent);
    before = hash;
    expected = number + 1;
    // Its time was over: its place, its hash and the signature over it still stand.
    if (isErased(held)) continue;
    if (sent !== null && kept !== undefined && !isToldBy(keepable(held), kept))
      findings.push({ number, says: 'what is kept of its event is not what was signed' });
    if (held === undefined) findings.push({ number, says: 'no event is held for it' });
    else if (isNext && hashEvents(after, [held])[0] !== hash)
      findings.push({ number, says: 'its event is not the one that was signed' });
  }
  return findings;
}

/** Every batch is signed and follows what is before it, and one reaches every record. */
function checkBatches(sessionId: string, { log, records }: StoredLog): LogFinding[] {
  const hashes = new Map(records.map(({ number, hash }) => [number, hash]));
  const findings: LogFinding[] = [];
  let signedTo = 0;
  for (const { first, last, previous, hash, signature, lostAfter } of batchesOf(records)) {
    const place = { key: log.key, first, previous, signature };
    const lost = lostAfter === null ? {} : { lostAfter: LogEnd.parse(lostAfter) };
    const fault = (says: string): void => {
      findings.push({ number: first, says: `the batch ${first}–${last} ${says}` });
    };
    if (!isSigned(sessionId, { ...place, ...lost }, { number: last, hash })) fault('is not signed');
    const before = hashes.get(first - 1);
    if (before !== undefined && before !== previous) fault('does not follow the record before it');
    signedTo = last;
  }
  const beyond = records.find(({ number }) => number > signedTo);
  return beyond === undefined
    ? findings
    : [...findings, { number: beyond.number, says: 'no signed batch reaches it' }];
}

interface StoredBatch extends Pick<StoredRecord, 'hash' | 'lostAfter'> {
  readonly first: number;
  readonly last: number;
  readonly previous: string;
  readonly signature: string;
}

/** The batches that end in these records, in order. */
export function batchesOf(records: readonly StoredRecord[]): StoredBatch[] {
  return records.flatMap(({ number: last, hash, first, previous, lostAfter, signature }) =>
    first === null || previous === null || signature === null
      ? []
      : [{ first, last, previous, hash, signature, lostAfter }],
  );
}

function missing(from: number, to: number): LogFinding {
  return {
    number: from,
    says: from === to ? 'is missing' : `and all to ${to} are missing`,
  };
}

/** Whether all that is kept of an event is in what was sent; more may have been, and empty defaults. */
function isToldBy(sent: unknown, kept: unknown): boolean {
  if (Array.isArray(kept)) {
    if (!Array.isArray(sent)) return sent === undefined && kept.length === 0;
    return kept.length === sent.length && kept.every((each, at) => isToldBy(sent[at], each));
  }
  if (typeof kept !== 'object' || kept === null) return kept === sent;
  const told =
    typeof sent === 'object' && sent !== null ? new Map(Object.entries(sent)) : undefined;
  return Object.entries(kept).every(([key, each]) => isToldBy(told?.get(key), each));
}

/** Whether retention has taken the content of an event away. */
export function isErased(held: unknown): boolean {
  return typeof held === 'object' && held !== null && 'erased' in held && held.erased === true;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Somebody wrote into it: no event has this hash.
    return null;
  }
}
