import type { PGlite } from '@electric-sql/pglite';
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';

/**
 * Speaks to a PostgreSQL that lives inside this process. There is one connection, so whoever holds it
 * (a transaction, most of all) makes the others wait their turn.
 */
export function pgliteDialect(engine: PGlite): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PgliteDriver(engine),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class PgliteDriver implements Driver {
  readonly #engine: PGlite;
  readonly #connection: DatabaseConnection;
  #turn: Promise<void> = Promise.resolve();
  #done: () => void = () => undefined;

  constructor(engine: PGlite) {
    this.#engine = engine;
    this.#connection = connectionTo(engine);
  }

  async init(): Promise<void> {
    await this.#engine.waitReady;
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn;
    let done = (): void => undefined;
    this.#turn = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    this.#done = done;
    return this.#connection;
  }

  releaseConnection(): Promise<void> {
    // After a turn of the event loop: a queue without gaps would keep Node from accepting connections.
    setImmediate(this.#done);
    return Promise.resolve();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    await this.#engine.close();
  }
}

function connectionTo(engine: PGlite): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const answer = await engine.query<R>(query.sql, [...query.parameters]);
      return { rows: answer.rows, numAffectedRows: BigInt(answer.affectedRows ?? 0) };
    },
    streamQuery() {
      throw new Error('The embedded database answers in one piece.');
    },
  };
}
