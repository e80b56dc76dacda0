import type { Grant } from '../contract/grant.ts';
import type { Heartbeat, SessionState } from '../contract/http.ts';
import type { Journey } from '../contract/journey.ts';
import { currentSession, type CurrentSession } from './currentSession.ts';
import { startHeart } from './evidence/heart.ts';
import { keepLine } from './evidence/line.ts';
import { startSending, type Sending, type SendingListener } from './evidence/sending.ts';
import type { LogKey } from './evidence/logKey.ts';
import { openSessionOutbox, sessionsOnDisk, type SessionOutbox } from './evidence/sessionOutbox.ts';
import type { ServerClock } from './system/clock.ts';
import type { Log } from './system/log.ts';
import type { Sealer } from './system/sealing.ts';
import { ServerError, type Answered } from './system/serverAnswer.ts';
import type { ServerClient, SessionAccess } from './system/serverClient.ts';
import type { OpenLine } from './system/serverEvents.ts';

/** What the server tells of the session at hand. */
export interface SessionsListener extends Omit<SendingListener, 'onState'> {
  readonly onState: (answer: Answered<SessionState>) => void;
  /** The same, told over the line: without a question there is no trip to set the clock by. */
  readonly onTold: (state: SessionState) => void;
  /** How many records wait. */
  readonly onUnsent: (unsent: number) => void;
}

/** The session at hand, and those that are over and still owe the server something. */
export interface Sessions {
  readonly current: () => CurrentSession | undefined;
  /**
   * @param key of the log that begins with this grant; absent: the log of this session goes on
   * @throws ServerError `access_denied` when there is no key: what would be reported could not be proven
   */
  readonly begin: (server: string, grant: Grant, key?: LogKey) => Promise<CurrentSession>;
  /** Ends the presence; what waits is sent on in the background. */
  readonly end: () => void;
  /** Sends what earlier runs left behind. */
  readonly finishEarlier: () => Promise<void>;
  /** Stops everything; resolves when no call is under way. */
  readonly stop: () => Promise<void>;
}

interface Deps {
  readonly folder: string;
  readonly sealer: Sealer;
  readonly client: ServerClient;
  readonly openLine: OpenLine;
  readonly clock: ServerClock;
  readonly listener: SessionsListener;
  readonly log: Log;
  readonly journey: () => Journey;
  /** The session to which "Continue" leads: its log goes on, so its key stays. */
  readonly continuable: () => Promise<string | undefined>;
}

interface Opened {
  readonly outbox: SessionOutbox;
  /** Nobody sends it yet. */
  readonly isNew: boolean;
}

interface Running {
  readonly session: CurrentSession;
  readonly stop: () => void;
}

const NOBODY: SendingListener = {
  onReached() {},
  onState() {},
  onTurnedAway() {},
  onStartRefused() {},
};

export function createSessions(deps: Deps): Sessions {
  const { folder, sealer, client, clock, listener, log } = deps;
  const outboxes = new Map<string, { outbox: SessionOutbox; sending: Sending }>();
  let running: Running | undefined;
  /** The session that is about to be at hand: its outbox stays although it may be empty. */
  let beginning: string | undefined;
  const isCurrent = (id: string): boolean => running?.session.grant.id === id;

  /** Sends, and puts the outbox away when it is empty and the session is not at hand. */
  const send = (id: string, outbox: SessionOutbox): void => {
    // Only the session at hand moves the journey; a heartbeat of an old one proves nothing any more.
    const only =
      <T>(heard: (value: T) => void) =>
      (value: T): void => {
        if (isCurrent(id)) heard(value);
      };
    const sending = startSending({
      outbox,
      client,
      log,
      listener: {
        onReached: only((reached) => listener.onReached(reached)),
        onState: only((answer) => listener.onState(answer)),
        onTurnedAway: only((reason) => listener.onTurnedAway(reason)),
        onStartRefused(reason, status) {
          if (isCurrent(id)) listener.onStartRefused(reason, status);
        },
      },
    });
    outboxes.set(id, { outbox, sending });
    outbox.onChange(() => {
      if (isCurrent(id)) listener.onUnsent(outbox.pending().length);
      else removeWhenEmpty(id);
    });
    removeWhenEmpty(id);
  };
  const removing = new Map<string, Promise<void>>();
  const removeWhenEmpty = (id: string): void => {
    const known = outboxes.get(id);
    const isWanted = isCurrent(id) || beginning === id;
    if (known === undefined || isWanted || known.outbox.pending().length > 0) return;
    outboxes.delete(id);
    const removed = known.sending
      .stop()
      .then(async () => {
        if ((await deps.continuable()) === id) await known.outbox.close();
        else await known.outbox.destroy();
      })
      .catch((error: unknown) => log.error('an empty outbox could not be removed', error))
      .finally(() => removing.delete(id));
    removing.set(id, removed);
  };
  /** Ends the session at hand, unless it is the one that begins again. */
  const endUnless = (id?: string): void => {
    const ended = running?.session.grant.id;
    running?.stop();
    running = undefined;
    if (ended !== undefined && ended !== id) removeWhenEmpty(ended);
  };

  let turn: Promise<unknown> = Promise.resolve();
  /** Opens folders one after the other: two outboxes on one would tear each other's segments. */
  const inTurn = <T>(open: () => Promise<T>): Promise<T> => {
    const opened = turn.then(open);
    turn = opened.catch(() => undefined);
    return opened;
  };
  const openOutbox = async (
    id: string,
    access?: SessionAccess,
    key?: LogKey,
  ): Promise<Opened | undefined> => {
    await removing.get(id);
    const known = outboxes.get(id);
    if (known !== undefined) {
      if (access !== undefined) await known.outbox.setAccess(access, key);
      return { outbox: known.outbox, isNew: false };
    }
    const outbox = await openSessionOutbox(id, { folder, sealer, log }, access, key);
    return outbox === undefined ? undefined : { outbox, isNew: true };
  };
  const begin = async (server: string, grant: Grant, key?: LogKey): Promise<CurrentSession> => {
    beginning = grant.id;
    endUnless(grant.id);
    const access = { server, accessToken: grant.accessToken };
    const opened = await openOutbox(grant.id, access, key);
    if (opened === undefined) {
      beginning = undefined;
      throw new ServerError('access_denied', 'no key for the log is left', { passing: false });
    }
    const { outbox, isNew } = opened;
    const session = currentSession({ grant, server, outbox, clock, log });
    const stopHeart = startHeart({
      outbox,
      client,
      listener: { ...NOBODY, ...listener },
      log,
      now: () => clock.now(),
      stage: () => stageOf(deps.journey()),
    });
    const stopLine = keepLine({
      outbox,
      openLine: deps.openLine,
      onState: (state) => {
        if (isCurrent(grant.id)) listener.onTold(state);
      },
      log,
      ticks: () => clock.ticks(),
    });
    running = {
      session,
      stop() {
        stopHeart();
        stopLine();
      },
    };
    beginning = undefined;
    if (isNew) send(grant.id, outbox);
    else outboxes.get(grant.id)?.sending.poke();
    listener.onUnsent(outbox.pending().length);
    return session;
  };

  return {
    current: () => running?.session,
    begin: (server, grant, key) => inTurn(() => begin(server, grant, key)),
    end: () => endUnless(),
    async finishEarlier() {
      for (const id of await sessionsOnDisk({ folder, sealer, log })) {
        await inTurn(async () => {
          const opened = await openOutbox(id);
          if (opened?.isNew === true) send(id, opened.outbox);
        });
      }
    },
    async stop() {
      running?.stop();
      await Promise.all(
        [...outboxes.values()].map(async ({ sending, outbox }) => {
          await sending.stop();
          await outbox.close();
        }),
      );
      await Promise.all(removing.values());
    },
  };
}

/** Presence begins with a session; before, in the moment between grant and screen, it is its first stage. */
function stageOf({ stage }: Journey): Heartbeat['stage'] {
  return stage === 'link' ? 'session' : stage;
}
