import { mkdirSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, Migrator, PostgresDialect, type Dialect } from 'kysely';
import pg from 'pg';
import type { DatabaseConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { lockFolder } from './folderLock.ts';
import { migrations } from './migrations/index.ts';
import { pgliteDialect } from './pgliteDialect.ts';
import { preparedPool } from './preparedPool.ts';
import type { Tables } from './schema.ts';

/** The database, or a transaction of it: every storage function takes one as its first parameter. */
export type Database = Kysely<Tables>;

/**
 * Opens the database that the configuration names and brings it up to date.
 * `destroy()` of the answer closes it; a folder is held for this process until then.
 */
export async function openDatabase(config: DatabaseConfig, log: Log): Promise<Database> {
  const dialect =
    config.kind === 'embedded' ? await embedded(config.folder) : remote(config.url, log);
  const db: Database = new Kysely({
    dialect,
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
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

function remote(url: string, log: Log): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    options: '-c plan_cache_mode=force_custom_plan',
  });
  // A connection that breaks while idle is replaced by the pool; unheard, its error ends the process.
  pool.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'));
  return new PostgresDialect({ pool: preparedPool(pool) });
}

async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw error instanceof Error
      ? error
      : new Error('The database could not be brought up to date.');
  }
}
