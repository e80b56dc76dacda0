import { hash } from 'node:crypto';
import {
  logBatchText,
  logLinkText,
  logStartText,
  type BatchLog,
  type LogEnd,
} from '../../contract/logChain.ts';
import { verifyEd25519 } from './verifyEd25519.ts';

const sha256 = (text: string): string => hash('sha256', text, 'base64url');

/** What stands before the first record of a log. */
export function hashLogStart(session: string, key: string): string {
  return sha256(logStartText(session, key));
}

/** The hash of each event in turn, the first one following `previous`. @param events as they were sent */
export function hashEvents(previous: string, events: readonly unknown[]): string[] {
  let before = previous;
  return events.map((event) => (before = sha256(logLinkText(before, event))));
}

/** Whether the batch was signed with the key that it names. @param end its last record */
export function isSigned(session: string, batch: BatchLog, end: LogEnd): boolean {
  const text = Buffer.from(logBatchText(session, batch, end));
  const signature = Buffer.from(batch.signature, 'base64url');
  return verifyEd25519(text, signature, Buffer.from(batch.key, 'base64url'));
}
