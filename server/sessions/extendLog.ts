import type { BatchLog, LogEnd } from '../../contract/logChain.ts';
import type { Reason } from '../../contract/reasons.ts';
import { hashEvents, isSigned } from '../evidence/logHashes.ts';
import { extendEventLog, findEventLog, readHashes } from '../storage/eventLogs.ts';
import type { EventLogRow } from '../storage/schema.ts';
import { placeInLog, type Break } from './placeInLog.ts';
import { reportLog } from './reportLog.ts';
import type { SessionWork } from './work.ts';

/** Why a batch was not taken, and what its app needs to go on. */
export interface LogRefusal {
  readonly reason: Extract<
    Reason,
    'log_key_unknown' | 'log_signature_wrong' | 'log_gap' | 'log_forked'
  >;
  readonly held?: LogEnd;
  readonly why?: Break;
}

/**
 * Judges whether a batch is signed with a key of this session and continues its log, and puts it there.
 * What is refused, and what the app declares lost, staff see as an incident.
 * @param events as they were sent, before anything was made of them
 * @returns why not, or nothing when the events may be taken
 */
export async function extendLog(
  work: SessionWork,
  batch: BatchLog,
  events: readonly unknown[],
): Promise<LogRefusal | undefined> {
  const { db, session, now } = work;
  const log = await findEventLog(db, { sessionId: session.id, key: batch.key });
  if (log === undefined) {
    await reportLog(work, { kind: 'stranger' });
    return { reason: 'log_key_unknown' };
  }
  const hashes = hashEvents(batch.previous, events);
  const end = { number: batch.first + hashes.length - 1, hash: hashes.at(-1) ?? batch.previous };
  if (!isSigned(session.id, batch, end)) {
    await reportLog(work, { kind: 'unsigned', log, first: batch.first });
    return { reason: 'log_signature_wrong' };
  }
  const numbers = { from: batch.first, to: Math.min(end.number, log.number) };
  const held = await readHashes(db, log, numbers);
  const place = placeInLog(batch, hashes, log, held);
  if (place.kind === 'held') return undefined;
  if (place.kind === 'refused' || place.kind === 'broken') {
    await reportLog(work, { ...place.why, log });
    if (place.kind === 'refused') return refusalFor(place.why, log);
  }
  const isBroken = place.kind === 'broken';
  const after = isBroken ? batch.first - 1 : place.after;
  const records = hashes
    .map((hash, index) => ({ number: batch.first + index, hash, eventId: idOf(events[index]) }))
    .filter(({ number }) => number > after);
  const part = isBroken ? log.part + 1 : log.part;
  await extendEventLog(db, { log, part, batch, end, records, receivedAt: new Date(now) });
  return undefined;
}

function refusalFor(why: Break, { number, hash }: EventLogRow): LogRefusal {
  return { reason: why.kind === 'gap' ? 'log_gap' : 'log_forked', held: { number, hash }, why };
}

function idOf(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || !('id' in event)) return null;
  // No database keeps what is no UUID any better than not at all.
  return typeof event.id === 'string' && /^[\w-]{1,100}$/.test(event.id) ? event.id : null;
}
