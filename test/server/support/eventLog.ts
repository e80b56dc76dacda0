import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import {
  logBatchText,
  logLinkText,
  logStartText,
  type BatchLog,
  type LogEnd,
} from '../../../contract/logChain.ts';

/** A batch as it travels. */
export interface Sealed {
  readonly log: BatchLog;
  readonly events: readonly object[];
}

/** An event log as an app keeps it, made by hand, so that the app's own is not the measure of itself. */
export interface TestLog {
  /** Public key, base64url. */
  readonly key: string;
  readonly end: () => LogEnd;
  /** The next events, signed as the log's next batch. */
  readonly seal: (...events: object[]) => Sealed;
  /** Signs whatever it is told to: any place, any events. */
  readonly forge: (from: LogEnd, events: readonly object[], lostAfter?: LogEnd) => Sealed;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/**
 * An Ed25519 key pair and its public half as it is registered. Encoded as it is made: Node 20 stands still
 * for ever when it collects garbage while it writes a key that it has just made as JWK (the job that
 * made it and the export wait for one lock), which some ten thousand keys are enough for.
 */
export function newKey(): { key: string; privateKey: KeyObject } {
  const made = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const privateKey = createPrivateKey({ key: made.privateKey, format: 'der', type: 'pkcs8' });
  // The raw key is the end of it (RFC 8410 §4).
  return { key: made.publicKey.subarray(-32).toString('base64url'), privateKey };
}

export function testLog(session: string, { key, privateKey }: ReturnType<typeof newKey>): TestLog {
  let end: LogEnd = { number: 0, hash: sha256(logStartText(session, key)) };
  const forge: TestLog['forge'] = (from, events, lostAfter) => {
    const place = {
      ...{ key, first: from.number + 1, previous: from.hash },
      ...(lostAfter === undefined ? {} : { lostAfter }),
    };
    const text = logBatchText(session, place, endAfter(from, events));
    const signature = sign(null, Buffer.from(text), privateKey).toString('base64url');
    return { log: { ...place, signature }, events };
  };
  return {
    key,
    end: () => end,
    forge,
    seal(...events) {
      const sealed = forge(end, events);
      end = endAfter(end, events);
      return sealed;
    },
  };
}

/** Where a log ends after some more events. */
export function endAfter({ number, hash }: LogEnd, events: readonly object[]): LogEnd {
  return {
    number: number + events.length,
    hash: events.reduce<string>((before, event) => sha256(logLinkText(before, event)), hash),
  };
}
