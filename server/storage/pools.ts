import type pg from 'pg';
import type { Database } from './openDatabase.ts';

/** How many connections to the database there are, and how many wait for one. */
export interface PoolState {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

const pools = new WeakMap<Database, pg.Pool>();

export function rememberPool(database: Database, pool: pg.Pool): void {
  pools.set(database, pool);
}

/** @returns `undefined` for an embedded database, which has no connections */
export function poolState(database: Database): PoolState | undefined {
  const pool = pools.get(database);
  if (pool === undefined) return undefined;
  return { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}
