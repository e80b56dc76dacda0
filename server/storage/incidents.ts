import type { Incident } from '../../contract/incident.ts';
import type { Database } from './openDatabase.ts';
import type { IncidentRow } from './schema.ts';

/** Adds an incident; one with the same id changes nothing. */
export async function addIncident(
  db: Database,
  entry: {
    id: string;
    sessionId: string;
    incident: Incident;
    at: number;
    receivedAt: number;
    source: 'app' | 'server' | 'staff';
  },
): Promise<void> {
  const { kind, severity, evidence } = entry.incident;
  await db
    .insertInto('incidents')
    .values({
      id: entry.id,
      sessionId: entry.sessionId,
      kind,
      severity,
      evidence: JSON.stringify(evidence),
      at: new Date(entry.at),
      receivedAt: new Date(entry.receivedAt),
      source: entry.source,
    })
    .onConflict((conflict) => conflict.columns(['sessionId', 'id']).doNothing())
    .execute();
}

/** The incidents of a session in the order in which they happened. */
export function listIncidents(db: Database, sessionId: string): Promise<IncidentRow[]> {
  return db
    .selectFrom('incidents')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .orderBy('at')
    .execute();
}
