import { findAccesses, type FoundAccess } from '../storage/accessTokens.ts';
import type { Database } from '../storage/openDatabase.ts';
import type { SessionRow, TicketRow } from '../storage/schema.ts';
import { findSessions, lockFreeSessions, type SessionKey } from '../storage/sessions.ts';
import { findTickets } from '../storage/tickets.ts';
import { shareTransaction } from '../storage/together.ts';
import { collect } from './collect.ts';

/** More in one transaction would save little and make the first ones wait for the last. */
const MOST = 128;
const MOST_LOOKS = 256;

/** What is to be done to one session; may be called again when the others spoilt it. */
export interface Deed {
  readonly sessionId: string;
  readonly act: (db: Database, session: SessionRow) => Promise<void>;
}

/** A first start of a session that is not there yet; may be called again when the others spoilt it. */
export interface Beginning {
  readonly key: SessionKey;
  readonly act: (db: Database) => Promise<void>;
}

/** The calls of apps come by the thousand, so those that come at once share statements and commits. */
export interface Groups {
  /** The session that a token speaks for, as the database has it now. */
  readonly findAccess: (token: string) => Promise<FoundAccess | undefined>;
  /**
   * Does it in one transaction with what others do to other sessions.
   * @returns whether it is done and safe. If not, nothing of it is: the session is held by somebody,
   * is not there, or a deed of the group failed. To be done alone then.
   */
  readonly join: (deed: Deed) => Promise<boolean>;
  readonly findTicket: (ticket: string) => Promise<TicketRow | undefined>;
  readonly findSession: (key: SessionKey) => Promise<SessionRow | undefined>;
  /** The same as `join`, for sessions that this very transaction adds. */
  readonly begin: (beginning: Beginning) => Promise<boolean>;
}

export function createGroups(database: Database): Groups {
  return {
    findAccess: collect((tokens) => findAccesses(database, tokens), { most: MOST_LOOKS }),
    join: collect((deeds) => doTogether(database, deeds), {
      most: MOST,
      keyOf: ({ sessionId }) => sessionId,
    }),
    findTicket: collect((tickets) => findTickets(database, tickets), { most: MOST_LOOKS }),
    findSession: collect((keys) => findSessions(database, keys), { most: MOST_LOOKS }),
    begin: collect((beginnings) => beginTogether(database, beginnings), {
      most: MOST,
      keyOf: ({ key }) => `${key.integration} ${key.externalId}`,
    }),
  };
}

/** Ends a transaction; each deed is tried again alone, and there says what was wrong. */
class Spoilt extends Error {}

async function doTogether(database: Database, deeds: readonly Deed[]): Promise<boolean[]> {
  const done = await shareOne(database, async (db) => {
    const ids = deeds.map(({ sessionId }) => sessionId);
    const free = new Map((await lockFreeSessions(db, ids)).map((row) => [row.id, row]));
    shareTransaction(db);
    return deeds.map(async ({ sessionId, act }) => {
      const session = free.get(sessionId);
      if (session !== undefined) await act(db, session);
      return session !== undefined;
    });
  });
  return done ?? deeds.map(() => false);
}

async function beginTogether(
  database: Database,
  beginnings: readonly Beginning[],
): Promise<boolean[]> {
  const done = await shareOne(database, (db) => {
    shareTransaction(db);
    const acts = beginnings.map(async ({ act }) => {
      await act(db);
      return true;
    });
    return Promise.resolve(acts);
  });
  return done ?? beginnings.map(() => false);
}

/** @returns nothing when one of them failed: then none of them is done */
async function shareOne<Answer>(
  database: Database,
  act: (db: Database) => Promise<Promise<Answer>[]>,
): Promise<Answer[] | undefined> {
  try {
    return await database.transaction().execute(async (db) => {
      // All of them, before the transaction ends under one that is still at work.
      const results = await Promise.allSettled(await act(db));
      return results.map((result) => {
        if (result.status === 'rejected') throw new Spoilt();
        return result.value;
      });
    });
  } catch (error) {
    if (error instanceof Spoilt) return undefined;
    throw error;
  }
}
