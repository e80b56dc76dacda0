import { randomBytes } from 'node:crypto';
import type { Log } from '../log.ts';
import { createListeners, type Changes } from './changes.ts';
import { listenConnection } from './listenConnection.ts';
import { Message, addWaiting, packChanges, type Waiting } from './message.ts';

/** Changes that come this close together are told together (milliseconds). */
const GATHER = 20;
/** How often a process says that it is there, and hears itself say it (milliseconds). */
const HERE_EVERY = 2_000;
/**
 * So many beats without a word from a process, and it is silent, oneself included. Beats are counted and not
 * time: a process that stood still itself has not heard the others either.
 */
const SILENT_AFTER = 3;

/**
 * Changes of several processes on one PostgreSQL, by LISTEN and NOTIFY.
 *
 * Told after the transaction, not in it: a transaction that notifies takes a lock of the whole database
 * cluster when it commits (`PreCommit_Notify` in PostgreSQL's async.c), so every status of every candidate
 * would wait for every other. What a process could not tell because it died between commit and telling is
 * made good by its silence: the others then look at everything anew.
 */
export function sharedChanges(url: string, log: Log): Changes {
  const { subscribe, tell, tellMissed } = createListeners();
  const own = randomBytes(6).toString('base64url');
  /** Beats since each process was last heard, this one among them. */
  const beatsSince = new Map<string, number>();
  let waiting: Waiting = new Map();
  let gathering: NodeJS.Timeout | undefined;
  let telling: Promise<void> = Promise.resolve();
  /** Something could not be told; the others must know before anything else is. */
  let untold = false;
  let connected = false;
  let wasConnected = false;

  const say = (say: 'here' | 'missed' | 'bye'): Promise<void> =>
    connection.send(JSON.stringify({ say, from: own } satisfies Message));

  const tellWaiting = async (): Promise<void> => {
    const now = waiting;
    waiting = new Map();
    if (!connected) {
      untold ||= now.size > 0;
      return;
    }
    try {
      if (untold) await say('missed');
      untold = false;
      for (const text of packChanges(own, now)) await connection.send(text);
    } catch (error) {
      untold = true;
      log.warn({ event: 'changes_untold', error: error instanceof Error ? error.message : '' });
    }
  };
  const tellSoon = (): void => {
    gathering ??= setTimeout(() => {
      telling = telling.then(tellWaiting).then(() => {
        gathering = undefined;
        if (waiting.size > 0) tellSoon();
      });
    }, GATHER);
  };

  const hear = (text: string): void => {
    const parsed = Message.safeParse(parseJson(text));
    if (!parsed.success) {
      log.warn({ event: 'changes_unreadable' });
      return;
    }
    const message = parsed.data;
    beatsSince.set(message.from, 0);
    if (message.from === own) return;
    if (message.say === 'bye') beatsSince.delete(message.from);
    if (message.say === 'missed') tellMissed();
    if (message.say !== 'changed') return;
    for (const [examId, sessions] of Object.entries(message.exams)) {
      for (const sessionId of sessions) tell({ examId, sessionId });
    }
  };

  const connection = listenConnection(url, log, {
    onText: hear,
    onConnected() {
      connected = true;
      beatsSince.clear();
      beatsSince.set(own, 0);
      if (wasConnected) tellMissed();
      wasConnected = true;
      if (untold) tellSoon();
    },
  });

  const beat = setInterval(() => {
    for (const [from, beats] of beatsSince) {
      beatsSince.set(from, beats + 1);
      if (beats < SILENT_AFTER) continue;
      beatsSince.delete(from);
      if (from === own) {
        connected = false;
        connection.drop();
      } else {
        log.info({ event: 'process_silent' });
        tellMissed();
      }
    }
    say('here').catch((error: unknown) => {
      // It is being made again, and what was missed is then told.
      log.debug({ event: 'changes_unsaid', error: String(error) });
    });
  }, HERE_EVERY);

  return {
    subscribe,
    publish(change) {
      // This process hears of it at once, whatever the connection does.
      tell(change);
      addWaiting(waiting, change);
      tellSoon();
    },
    async close() {
      clearInterval(beat);
      clearTimeout(gathering);
      await telling;
      await tellWaiting();
      if (connected) {
        await say('bye').catch((error: unknown) => {
          log.debug({ event: 'changes_bye', error: String(error) });
        });
      }
      await connection.close();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody else's notification; the schema refuses it.
    return undefined;
  }
}
