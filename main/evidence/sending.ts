import type { ClientEvent, SessionState } from '../../contract/http.ts';
import type { LogEnd } from '../../contract/logChain.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { Status } from '../../contract/status.ts';
import type { Log } from '../system/log.ts';
import { ServerError, type Answered } from '../system/serverAnswer.ts';
import type { ServerClient } from '../system/serverClient.ts';
import { waitBefore } from './backoff.ts';
import { nextBatch, type Batch } from './batch.ts';
import type { SessionOutbox } from './sessionOutbox.ts';

/** What an answer of the server tells beside what it answers. */
export interface SendingListener {
  /** Whether the server was reached at the last try. */
  readonly onReached: (reached: boolean) => void;
  readonly onState: (answer: Answered<SessionState>) => void;
  /** The server does not take this app's word any more: signed out, or another app took over. */
  readonly onTurnedAway: (reason: Reason) => void;
  /** The server does not take it that the exam has begun; for it the session stands at `status` still. */
  readonly onStartRefused: (reason: Reason, status: Status) => void;
}

export interface Sending {
  /** Tries at once what is waiting for its next try. */
  readonly poke: () => void;
  /** Resolves when a call under way has ended. */
  readonly stop: () => Promise<void>;
}

interface Deps {
  readonly outbox: SessionOutbox;
  readonly client: ServerClient;
  readonly listener: SendingListener;
  readonly log: Log;
  readonly random?: () => number;
}

/** These say that the token is of no use; a later grant of the same session brings a new one. */
const TURNED_AWAY: ReadonlySet<Reason> = new Set<Reason>([
  'access_denied',
  'access_replaced',
  'session_unknown',
]);

/** Sends what an outbox holds, in order, until stopped; what failed is tried again. */
export function startSending({
  outbox,
  client,
  listener,
  log,
  random = Math.random,
}: Deps): Sending {
  let tries = 0;
  let alone = false;
  /** Where the server's log ends, when it told that what it is sent does not continue it. */
  let lostAfter: LogEnd | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  const settle = async (numbers: readonly number[]): Promise<void> => {
    tries = 0;
    alone = false;
    lostAfter = undefined;
    try {
      await outbox.done(numbers);
    } catch (error) {
      // Sent again after a restart, and taken once by the server.
      log.error('an acknowledgement could not be written', error);
    }
  };
  const sendOne = async (batch: Batch): Promise<void> => {
    const access = outbox.access();
    if (batch.kind === 'events') {
      const signed = { log: outbox.sign(batch, lostAfter), events: batch.events };
      const answer = await client.sendEvents(access, signed);
      listener.onState({ ...answer, value: answer.value.state });
      const { accepted, refused } = answer.value;
      for (const each of refused) log.error(`the server refused an event: ${each.error}`);
      const held = new Set([...accepted, ...refused.map((each) => each.id)]);
      const settled = batch.numbers.filter((_number, at) => held.has(batch.events[at]?.id ?? ''));
      if (settled.length === 0) {
        throw new ServerError('server_fault', 'the answer names no event', { passing: true });
      }
      await settle(settled);
      const starts = new Set(batch.events.filter(isStart).map(({ id }) => id));
      const start = refused.find(({ id }) => starts.has(id));
      if (start !== undefined) listener.onStartRefused(start.error, answer.value.state.status);
    } else if (batch.kind === 'heartbeat') {
      const answer = await client.sendHeartbeat(access, batch.item.heartbeat);
      await settle([batch.number]);
      listener.onState({ ...answer, value: answer.value.state });
    } else {
      const { photo } = batch.item;
      const jpeg = await readPhoto(photo.id);
      if (jpeg !== undefined) await client.sendPhoto(access, photo, jpeg);
      await settle([batch.number]);
      await outbox.photos.remove(photo.id);
    }
    listener.onReached(true);
  };
  const readPhoto = async (id: string): Promise<Buffer | undefined> => {
    try {
      const jpeg = await outbox.photos.read(id);
      if (jpeg === undefined) log.error(`the picture of photo ${id} is gone`);
      return jpeg;
    } catch (error) {
      // A picture that does not open never will, and must not hold up what comes after it.
      log.error(`the picture of photo ${id} cannot be read`, error);
      return undefined;
    }
  };
  const failed = async (batch: Batch, error: unknown): Promise<void> => {
    if (!(error instanceof ServerError) || error.passing) {
      tries += 1;
      listener.onReached(error instanceof ServerError && error.reason !== 'server_unreachable');
      if (tries === 1) log.warn(`sending failed and is tried again: ${String(error)}`);
      return;
    }
    listener.onReached(true);
    if (TURNED_AWAY.has(error.reason)) {
      tries += 1;
      listener.onTurnedAway(error.reason);
      // Presence is of no use to a session that another app holds now.
      if (batch.kind === 'heartbeat') await settle([batch.number]);
      return;
    }
    if (error.held !== undefined) {
      // What is sent first is the oldest that is here: what the server misses, nobody has any more.
      log.error(`the server's log ends at ${error.held.number}; what should follow is lost`, error);
      if (isSame(error.held, lostAfter)) tries += 1;
      lostAfter = error.held;
      return;
    }
    if (batch.kind === 'events' && batch.events.length > 1) {
      alone = true;
      return;
    }
    log.error(`the server refused ${batch.kind} for good`, error);
    await settle(batch.kind === 'events' ? batch.numbers : [batch.number]);
  };
  const run = async (): Promise<void> => {
    for (;;) {
      const batch = stopped ? undefined : nextBatch(outbox.pending(), alone);
      if (batch === undefined) break;
      try {
        await sendOne(batch);
      } catch (error) {
        await failed(batch, error);
        if (tries > 0) break;
      }
    }
    if (tries > 0 && !stopped) timer = setTimeout(start, waitBefore(tries, random()));
  };
  const start = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    running ??= run().finally(() => {
      running = undefined;
      // What was recorded while the last look came to its end.
      if (tries === 0 && nextBatch(outbox.pending()) !== undefined) start();
    });
  };
  // While a failed try waits, a new record does not hasten the next one.
  const ended = outbox.onChange(() => {
    if (tries === 0) start();
  });
  start();
  return {
    poke: start,
    async stop() {
      stopped = true;
      ended();
      clearTimeout(timer);
      await running;
    },
  };
}

function isStart(event: ClientEvent): boolean {
  return event.type === 'status' && event.status === 'exam_started';
}

function isSame(one: LogEnd, other: LogEnd | undefined): boolean {
  return one.number === other?.number && one.hash === other.hash;
}
