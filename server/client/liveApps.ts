import type { SessionState } from '../../contract/http.ts';
import type { Deps } from '../deps.ts';
import { readStates } from '../sessions/readStates.ts';

/** What changed within this time is read and told together (milliseconds). */
const GATHER = 40;
/** Sessions of one read: enough to be cheap, few enough to let heartbeats in between. */
const READ_AT_ONCE = 500;
/** Below the shortest common proxy timeout for a silent connection, 30 s (milliseconds). */
const BEAT_EVERY = 15_000;
/** Every beat is said in this many slices, so that ten thousand connections are no pause for anybody. */
const SLICES = 15;
/** An app that takes nothing more is let go; its heartbeat tells it all the same (bytes). */
const BACKLOG_MOST = 256 * 1024;

/** One open connection of an app. */
export interface LiveApp {
  readonly sessionId: string;
  /** Hash of the token that it was opened with. */
  readonly access: string;
  readonly write: (text: string) => void;
  /** Bytes that wait for the network. */
  readonly backlog: () => number;
  readonly end: () => void;
}

/** The open connections of this process, served by one subscription and two timers for all of them. */
export interface LiveApps {
  /** Tells the state at once, and whenever it changes. @returns forgets it */
  readonly add: (app: LiveApp) => () => void;
  readonly close: () => void;
}

interface Known {
  readonly app: LiveApp;
  /** What it was last told, without the time and the revision. */
  told: string;
}

export function createLiveApps(
  deps: Pick<Deps, 'changes' | 'database' | 'clock' | 'log'>,
): LiveApps {
  const bySession = new Map<string, Set<Known>>();
  const slices = Array.from({ length: SLICES }, () => new Set<Known>());
  const waiting = new Set<string>();
  let gathering: NodeJS.Timeout | undefined;
  let slice = 0;
  let closed = false;

  const forget = (known: Known): void => {
    const all = bySession.get(known.app.sessionId);
    all?.delete(known);
    if (all?.size === 0) bySession.delete(known.app.sessionId);
    for (const each of slices) each.delete(known);
  };
  const end = (known: Known): void => {
    forget(known);
    known.app.end();
  };
  const write = (known: Known, text: string): void => {
    if (known.app.backlog() > BACKLOG_MOST) end(known);
    else known.app.write(text);
  };
  const tell = (known: Known, state: SessionState): void => {
    const { serverTime: _time, revision: _revision, ...content } = state;
    const now = JSON.stringify(content);
    if (now === known.told) return;
    known.told = now;
    write(known, `event: state\ndata: ${JSON.stringify(state)}\n\n`);
  };
  const look = async (ids: readonly string[]): Promise<void> => {
    const read = await readStates(deps.database, ids, deps.clock.now());
    for (const { sessionId, access, state } of read) {
      for (const known of bySession.get(sessionId) ?? []) {
        // Another app holds the session now; what this one still asks is refused with the reason.
        if (known.app.access === access) tell(known, state);
        else end(known);
      }
    }
  };
  const lookAtWaiting = async (): Promise<void> => {
    while (waiting.size > 0 && !closed) {
      const ids = [...waiting].slice(0, READ_AT_ONCE);
      for (const id of ids) waiting.delete(id);
      await look(ids);
    }
  };
  const soon = (): void => {
    if (closed) return;
    gathering ??= setTimeout(() => {
      lookAtWaiting()
        .catch((error: unknown) => {
          // The heartbeats tell what is not told here.
          deps.log.warn({ event: 'live_untold', error: String(error) });
        })
        .finally(() => {
          gathering = undefined;
          if (waiting.size > 0) soon();
        });
    }, GATHER);
  };
  const changed = (sessionId: string): void => {
    if (!bySession.has(sessionId)) return;
    waiting.add(sessionId);
    soon();
  };
  const unsubscribe = deps.changes.subscribe(
    ({ sessionId }) => changed(sessionId),
    () => {
      for (const sessionId of bySession.keys()) changed(sessionId);
    },
  );
  const beat = setInterval(() => {
    slice = (slice + 1) % SLICES;
    for (const known of slices[slice] ?? []) write(known, ': still here\n\n');
  }, BEAT_EVERY / SLICES);
  let next = 0;

  return {
    add(app) {
      const known: Known = { app, told: '' };
      const all = bySession.get(app.sessionId);
      if (all === undefined) bySession.set(app.sessionId, new Set([known]));
      else all.add(known);
      next = (next + 1) % SLICES;
      slices[next]?.add(known);
      changed(app.sessionId);
      return () => forget(known);
    },
    close() {
      closed = true;
      clearInterval(beat);
      clearTimeout(gathering);
      unsubscribe();
      for (const all of bySession.values()) for (const known of all) known.app.end();
      bySession.clear();
    },
  };
}
