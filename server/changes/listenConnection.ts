import pg from 'pg';
import type { Log } from '../log.ts';

/** First and longest wait before another try to connect (milliseconds). */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5_000;

/** The channel's name in PostgreSQL. */
const CHANNEL = 'invigil_changes';

export interface ListenConnection {
  /** Sends one notification. @throws when there is no connection */
  send(text: string): Promise<void>;
  /** Gives a connection up that has gone deaf; another one is made. */
  drop(): void;
  close(): Promise<void>;
}

interface Hearing {
  readonly onConnected: () => void;
  readonly onText: (text: string) => void;
}

/**
 * A connection that listens, apart from the pool: the pool's connections come and go with the queries,
 * and a listening one must stay. When it breaks, it is made again, for as long as it takes.
 */
export function listenConnection(url: string, log: Log, hearing: Hearing): ListenConnection {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let tries = 0;
  let ended = false;

  const lost = (broken: pg.Client, cause: string): void => {
    if (client !== broken || ended) return;
    client = undefined;
    if (tries === 0) log.warn({ event: 'changes_lost', cause });
    broken.removeAllListeners('notification');
    // Whatever it still does, nobody waits for it.
    broken.end().catch(() => log.debug({ event: 'changes_ended' }));
    tries += 1;
    timer = setTimeout(connect, waitBefore(tries));
  };

  const connect = (): void => {
    const made = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      application_name: 'invigil changes',
    });
    client = made;
    made.on('error', (error) => lost(made, error.message));
    made.on('end', () => lost(made, 'ended'));
    made.on('notification', ({ payload }) => hearing.onText(payload ?? ''));
    made
      .connect()
      .then(() => made.query(`listen ${CHANNEL}`))
      .then(
        () => {
          if (client !== made || ended) return;
          if (tries > 0) log.info({ event: 'changes_heard_again', tries });
          tries = 0;
          hearing.onConnected();
        },
        (error: unknown) => lost(made, error instanceof Error ? error.message : 'unknown'),
      );
  };
  connect();

  return {
    async send(text) {
      if (client === undefined) throw new Error('no connection to tell changes by');
      await client.query('select pg_notify($1, $2)', [CHANNEL, text]);
    },
    drop() {
      if (client !== undefined) lost(client, 'deaf');
    },
    async close() {
      ended = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}

/** Spread over the upper half, so that all processes do not come back in one moment. */
function waitBefore(tries: number): number {
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(tries - 1, 10));
  return wait * (0.5 + Math.random() / 2);
}
