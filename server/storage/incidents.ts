import { sql } from 'kysely';
import type { Incident } from '../../contract/incident.ts';
import type { Database } from './openDatabase.ts';
import type { IncidentRow } from './schema.ts';
import { together } from './together.ts';

export interface IncidentEntry {
  readonly id: string;
  readonly sessionId: string;
  readonly incident: Incident;
  /** Milliseconds since the epoch, both. */
  readonly at: number;
  readonly receivedAt: number;
  readonly source: 'app' | 'server' | 'staff';
}

/** Adds an incident; one with the same id changes nothing. */
export const addIncident = together<IncidentEntry, undefined>(async (db, entries) => {
  const rows = entries.map(({ id, sessionId, incident, at, receivedAt, source }) => ({
    ...{ id, source },
    session_id: sessionId,
    kind: incident.kind,
    severity: incident.severity,
    evidence: incident.evidence,
    at: new Date(at),
    received_at: new Date(receivedAt),
  }));
  await sql`
    insert into incidents (id, session_id, kind, severity, evidence, at, received_at, source)
    select id, session_id, kind, severity, evidence, at, received_at, source
    from jsonb_populate_recordset(null::incidents, ${JSON.stringify(rows)})
    on conflict (session_id, id) do nothing
  `.execute(db);
  return rows.map(() => undefined);
});

/** The incidents of a session in the order in which they happened. */
export function listIncidents(db: Database, sessionId: string): Promise<IncidentRow[]> {
  return db
    .selectFrom('incidents')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .orderBy('at')
    .execute();
}
