/**
 * Writes to stdout what a database holds of all sessions (`Held`), in a process of its own: an embedded
 * database would stay in ours. Usage: `dump.ts embedded:FOLDER | postgres://…`, with no server on it.
 */
import type { DatabaseConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { openDatabase } from '../../server/storage/openDatabase.ts';
import type { Held } from './held.ts';

const [, , place = ''] = process.argv;
const config: DatabaseConfig = place.startsWith('embedded:')
  ? { kind: 'embedded', folder: place.slice('embedded:'.length) }
  : { kind: 'postgres', url: place };
const database = await openDatabase(config, createLog('silent'));

const sessions = await database
  .selectFrom('sessions')
  .select(['id', 'externalId', 'status'])
  .execute();
const names = new Map(sessions.map(({ id, externalId }) => [id, externalId]));
const named = <Row extends { sessionId: string }>({ sessionId, ...row }: Row) => ({
  ...row,
  session: names.get(sessionId) ?? sessionId,
});
const events = await database.selectFrom('events').select(['sessionId', 'id']).execute();
const incidents = await database
  .selectFrom('incidents')
  .select(['sessionId', 'id'])
  .where('source', '=', 'app')
  .execute();
const photos = await database
  .selectFrom('photos')
  .select(['sessionId', 'id', 'sha256', 'file'])
  .execute();
const transitions = await database
  .selectFrom('transitions')
  .select(['sessionId', 'status', 'moved'])
  .orderBy('id')
  .execute();
const presence = await database
  .selectFrom('presence')
  .select(['sessionId', 'since', 'until'])
  .execute();
const deliveries = await database
  .selectFrom('deliveries')
  .select(['sessionId', 'id', 'kind', 'state', 'endedAt'])
  .execute();
await database.destroy();

const held: Held = {
  sessions: sessions.map(({ externalId, status }) => ({ session: externalId, status })),
  events: events.map(named),
  incidents: incidents.map(named),
  photos: photos.map(named),
  transitions: transitions.map(named),
  deliveries: deliveries
    .map(({ sessionId, ...row }) => named({ ...row, sessionId: sessionId ?? '' }))
    .map(({ endedAt, ...row }) => ({ ...row, endedAt: endedAt?.getTime() ?? null })),
  presence: presence.map(named).map(({ session, since, until }) => ({
    session,
    since: since.getTime(),
    until: until.getTime(),
  })),
};
process.stdout.write(JSON.stringify(held));
