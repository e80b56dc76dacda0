import { randomUUID } from 'node:crypto';
import { HEARTBEAT_EVERY, type Heartbeat, type SessionState } from '../../contract/http.ts';
import type { Log } from '../system/log.ts';
import { ServerError, type Answered } from '../system/serverAnswer.ts';
import type { ServerClient } from '../system/serverClient.ts';
import type { SendingListener } from './sending.ts';
import type { SessionOutbox } from './sessionOutbox.ts';

/**
 * Without network one heartbeat in this time is kept (milliseconds). The server takes a log for
 * unbroken as long as no gap is as long as the reconnect window, five minutes at least.
 */
export const KEPT_HEARTBEAT_EVERY = 60_000;

interface Deps {
  readonly outbox: SessionOutbox;
  readonly client: ServerClient;
  readonly listener: SendingListener;
  readonly log: Log;
  /** The server's clock. */
  readonly now: () => number;
  readonly stage: () => Heartbeat['stage'];
}

/**
 * Says that the app is there: to the server while it can be reached, else to the outbox, whose
 * heartbeats prove later that the app kept running.
 * @returns ends it
 */
export function startHeart(deps: Deps): () => void {
  let lastKept = -Infinity;
  let isBeating = false;
  const beat = async (): Promise<void> => {
    const heartbeat = heartbeatOf(deps);
    // Not past those that wait: the server judges a log by its order.
    const waits = deps.outbox.pending().some(({ item }) => item.type === 'heartbeat');
    const sent = !waits && (await send(deps, heartbeat));
    if (sent || deps.now() - lastKept < KEPT_HEARTBEAT_EVERY) return;
    lastKept = deps.now();
    await deps.outbox.record({ type: 'heartbeat', heartbeat });
  };
  const tick = (): void => {
    if (isBeating) return;
    isBeating = true;
    beat()
      .catch((error: unknown) => deps.log.error('a heartbeat could not be kept', error))
      .finally(() => (isBeating = false));
  };
  tick();
  const timer = setInterval(tick, HEARTBEAT_EVERY);
  return () => clearInterval(timer);
}

function heartbeatOf({ outbox, now, stage }: Deps): Heartbeat {
  return {
    id: randomUUID(),
    at: new Date(now()).toISOString(),
    stage: stage(),
    unsent: outbox.pending().length,
  };
}

/** Whether the server has heard it, or will not hear it however often it is said. */
async function send({ outbox, client, listener }: Deps, heartbeat: Heartbeat): Promise<boolean> {
  try {
    const answer = await client.sendHeartbeat(outbox.access(), heartbeat);
    const state: Answered<SessionState> = { ...answer, value: answer.value.state };
    listener.onReached(true);
    listener.onState(state);
    return true;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    listener.onReached(error.reason !== 'server_unreachable');
    if (error.passing) return false;
    listener.onTurnedAway(error.reason);
    return true;
  }
}
