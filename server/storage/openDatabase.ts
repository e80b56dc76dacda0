import { mkdirSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, Migrator, PostgresDialect, type Dialect } from 'kysely';
import pg from 'pg';
import type { DatabaseConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { lockFolder } from './folderLock.ts';
import { valueTypes } from './instants.ts';
import { migrations } from './migrations/index.ts';
import { pgliteDialect } from './pgliteDialect.ts';
import { rememberPool } from './pools.ts';
import { preparedPool } from './preparedPool.ts';
import type { Tables } from './schema.ts';

/** The database, or a transaction of it: every storage function takes one as its first parameter. */
export type Database = Kysely<Tables>;

/**
 * Opens the database that the configuration names and brings it up to date.
 * `destroy()` of the answer closes it; a folder is held for this process until then.
 */
export async function openDatabase(config: DatabaseConfig, log: Log): Promise<Database> {
  const db = await openAsItIs(config, log);
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

/** The same, whatever version its tables are of. */
export async function openAsItIs(config: DatabaseConfig, log: Log): Promise<Database> {
  const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];
  if (config.kind === 'embedded') {
    return new Kysely({ dialect: await embedded(config.folder), plugins });
  }
  const pool = poolOf(config.url, log);
  const db: Database = new Kysely({
    dialect: new PostgresDialect({ pool: preparedPool(pool) }),
    plugins,
  });
  rememberPool(db, pool);
  return db;
}

async function embedded(folder: string): Promise<Dialect> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  const dialect = pgliteDialect(await PGlite.create(folder));
  return {
    ...dialect,
    createDriver() {
      const driver = dialect.createDriver();
      const close = driver.destroy.bind(driver);
      driver.destroy = async () => {
        await close();
        await unlock();
      };
      return driver;
    },
  };
}

function poolOf(url: string, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    options: '-c plan_cache_mode=force_custom_plan -c timezone=UTC',
    types: valueTypes,
  });
  // A connection that breaks while idle is replaced by the pool; unheard, its error ends the process.
  pool.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'));
  return pool;
}

/** @param upTo the last migration to run; left out: all there are */
export async function migrate(db: Database, upTo?: string): Promise<void> {
  const migrator = migratorOf(db);
  const { error } = await (upTo === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(upTo));
  if (error !== undefined) {
    throw error instanceof Error
      ? error
      : new Error('The database could not be brought up to date.');
  }
}

/** How many of this version's migrations the database has not seen. */
export async function pendingMigrations(db: Database): Promise<number> {
  const all = await migratorOf(db).getMigrations();
  return all.filter(({ executedAt }) => executedAt === undefined).length;
}

function migratorOf(db: Database): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
}
