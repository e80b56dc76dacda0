/**
 * The least that a server with a database can do: one parametrised insert a request. Its baseline
 * says what this machine, this database and HTTP in Node allow.
 *
 * Usage: `bareServer.ts embedded:FOLDER | postgres://…`; prints `{"event":"listening","url":…}`.
 */
import { PGlite } from '@electric-sql/pglite';
import fastify from 'fastify';
import pg from 'pg';

const TABLE = `create table if not exists ev (
  id bigint generated always as identity primary key, session uuid not null, kind text not null,
  body jsonb not null)`;
const INSERT = 'insert into ev (session, kind, body) values ($1, $2, $3) returning id';

interface Event {
  readonly session: string;
  readonly kind: string;
  readonly body: object;
}
type Query = (text: string, parameters?: unknown[]) => Promise<{ rows: unknown[] }>;

async function open(database: string): Promise<Query> {
  if (database.startsWith('embedded:')) {
    const engine = await PGlite.create(database.slice('embedded:'.length));
    return (text, parameters) => engine.query(text, parameters);
  }
  const pool = new pg.Pool({ connectionString: database, max: 10 });
  // Named, so that PostgreSQL plans it once for each connection.
  return (text, values) =>
    pool.query(values === undefined ? { text } : { name: 'insert', text, values });
}

const [, , database = ''] = process.argv;
const query = await open(database);
await query(TABLE);
const app = fastify();
const schema = {
  body: {
    type: 'object',
    required: ['session', 'kind', 'body'],
    properties: { session: { type: 'string' }, kind: { type: 'string' }, body: { type: 'object' } },
  },
};
app.post<{ Body: Event }>('/ev', { schema }, async ({ body }) => {
  const { rows } = await query(INSERT, [body.session, body.kind, JSON.stringify(body.body)]);
  return rows[0];
});
const url = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ event: 'listening', url })}\n`);
