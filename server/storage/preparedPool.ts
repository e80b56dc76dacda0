import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** A statement that was asked this often is worth preparing; before that it may be one of a kind. */
const OFTEN = 10;
/** PostgreSQL keeps what is prepared for as long as the connection lives, so there is an end to it. */
const MOST = 200;

/**
 * A pool whose connections read each statement that comes again and again only once. They plan it each
 * time: a plan made while the tables were empty would be used when they hold ten thousand sessions
 * (`plan_cache_mode`, to be set to `force_custom_plan` where the pool is made).
 */
export function preparedPool(pool: pg.Pool): PostgresPool {
  const asked = new Map<string, number>();
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST) return known;
    const times = (asked.get(text) ?? 0) + 1;
    if (asked.size > MOST * 10) asked.clear();
    asked.set(text, times);
    if (times < OFTEN) return undefined;
    asked.delete(text);
    const name = `often_${String(names.size)}`;
    names.set(text, name);
    return name;
  };
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const prepared = (client: pg.PoolClient): PostgresPoolClient => {
    const known = clients.get(client);
    if (known !== undefined) return known;
    // One after another: in a shared transaction several ask at once.
    let before: Promise<unknown> = Promise.resolve();
    function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
    function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
    function query(
      text: string | PostgresCursor<unknown>,
      values: readonly unknown[] = [],
    ): unknown {
      if (typeof text !== 'string') throw new Error('nothing is read by a cursor here');
      const name = values.length === 0 ? undefined : nameOf(text);
      const asking = { text, values: [...values], ...(name === undefined ? {} : { name }) };
      const ask = (): Promise<unknown> => client.query(asking);
      const answer = before.then(ask, ask);
      before = answer;
      return answer;
    }
    const made: PostgresPoolClient = { query, release: () => client.release() };
    clients.set(client, made);
    return made;
  };
  return {
    connect: async () => prepared(await pool.connect()),
    end: () => pool.end(),
  };
}
