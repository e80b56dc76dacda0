import { createHash, randomUUID } from 'node:crypto';
import type { CheckResult } from '../contract/check.ts';
import type { ShownKind } from '../contract/desk.ts';
import type { Grant } from '../contract/grant.ts';
import type { ClientEvent } from '../contract/http.ts';
import type { Incident } from '../contract/incident.ts';
import type { PhotoFault, PhotoKind } from '../contract/photo.ts';
import { canMove, type Status } from '../contract/status.ts';
import type { SessionOutbox } from './evidence/sessionOutbox.ts';
import type { ServerClock } from './system/clock.ts';
import type { Log } from './system/log.ts';

type Payload = ClientEvent extends infer Event
  ? Event extends ClientEvent
    ? Omit<Event, 'id' | 'at'>
    : never
  : never;

/** The session at hand, and all that is reported of it. What is reported is on disk when told so. */
export interface CurrentSession {
  readonly grant: Grant;
  readonly server: string;
  readonly outbox: SessionOutbox;
  /** Nothing happens where the server would refuse the move. */
  readonly reportStatus: (status: Status) => Promise<void>;
  readonly reportCheck: (result: CheckResult) => Promise<void>;
  readonly reportIncident: (incident: Incident) => Promise<void>;
  readonly reportConsent: (given: boolean, explanation?: string) => Promise<void>;
  /** The exam's page was covered from `since` until now; milliseconds since the epoch. */
  readonly reportCovered: (since: number) => Promise<void>;
  readonly reportAgreement: (url: string) => Promise<void>;
  /** The candidate wrote to staff. @returns the message's id */
  readonly reportMessage: (words: string) => Promise<string>;
  /** What staff did was shown. */
  readonly reportShown: (what: ShownKind, action: string) => Promise<void>;
  /** Setup is done, and the candidate waits to be let in. */
  readonly askAdmission: () => Promise<void>;
  readonly reportPhoto: (photo: {
    kind: PhotoKind;
    jpeg: Uint8Array;
    overridden: readonly PhotoFault[];
  }) => Promise<void>;
  /** The server says where the session is; counts once nothing of ours is on its way any more. */
  readonly learnStatus: (status: Status) => void;
}

interface Deps {
  readonly grant: Grant;
  readonly server: string;
  readonly outbox: SessionOutbox;
  readonly clock: Pick<ServerClock, 'iso'>;
  readonly log: Log;
}

export function currentSession({ grant, server, outbox, clock, log }: Deps): CurrentSession {
  let told = lastStatusIn(outbox) ?? grant.status;
  const report = async (payload: Payload, id: string = randomUUID()): Promise<void> => {
    const event: ClientEvent = { ...payload, id, at: clock.iso() };
    try {
      await outbox.record({ type: 'event', event });
    } catch (error) {
      // A full disk must not stop an exam: it is in memory and goes out from there.
      log.error(`${payload.type} could not be written to disk`, error);
    }
  };
  return {
    grant,
    server,
    outbox,
    async reportStatus(status) {
      if (!canMove(told, status)) return;
      told = status;
      await report({ type: 'status', status });
    },
    reportCheck: (result) => report({ type: 'check', result }),
    reportIncident: (incident) => report({ type: 'incident', incident }),
    reportConsent: (given, explanation) =>
      report({ type: 'consent', given, ...(explanation === undefined ? {} : { explanation }) }),
    reportCovered: (since) => report({ type: 'covered', since: new Date(since).toISOString() }),
    reportAgreement: (url) => report({ type: 'agreement', url }),
    async reportMessage(words) {
      const id = randomUUID();
      await report({ type: 'message', words }, id);
      return id;
    },
    reportShown: (what, action) => report({ type: 'shown', what, action }),
    askAdmission: () => report({ type: 'admission_asked' }),
    async reportPhoto({ kind, jpeg, overridden }) {
      const id = randomUUID();
      // First the picture: a record without it could never be sent.
      await outbox.photos.keep(id, jpeg);
      // Then the log's word of it, so that the server knows which picture to expect.
      const sha256 = createHash('sha256').update(jpeg).digest('hex');
      await report({ type: 'photo', photo: id, sha256 });
      const photo = { id, kind, at: clock.iso(), overridden: [...overridden] };
      await outbox.record({ type: 'photo', photo });
    },
    learnStatus(status) {
      if (lastStatusIn(outbox) === undefined) told = status;
    },
  };
}

/** The newest status that still waits to be sent. */
function lastStatusIn(outbox: SessionOutbox): Status | undefined {
  const waiting = outbox
    .pending()
    .flatMap(({ item }) =>
      item.type === 'event' && item.event.type === 'status' ? [item.event.status] : [],
    );
  return waiting.at(-1);
}
