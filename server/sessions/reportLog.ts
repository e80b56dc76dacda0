import type { Incident } from '../../contract/incident.ts';
import { addIncident } from '../storage/incidents.ts';
import type { EventLogRow } from '../storage/schema.ts';
import { incidentId } from './incidentId.ts';
import type { Break } from './placeInLog.ts';
import type { SessionWork } from './work.ts';

/** What the server saw of a log that is not as it should be. */
export type LogFault =
  | (Break & { readonly log: EventLogRow })
  | { readonly kind: 'unsigned'; readonly log: EventLogRow; readonly first: number }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'photo'; readonly photo: string; readonly isKnown: boolean };

/** Writes an incident, one for each thing that is wrong, however often an app tries. */
export async function reportLog(work: SessionWork, fault: LogFault): Promise<void> {
  const { session, now, db } = work;
  const { incident, sameness } = describe(fault);
  const id = incidentId(session.id, sameness);
  const entry = { id, sessionId: session.id, incident, at: now, receivedAt: now };
  await addIncident(db, { ...entry, source: 'server' });
  work.visible = true;
}

/** `sameness`: what makes two sightings one. */
function describe(fault: LogFault): { incident: Incident; sameness: string } {
  switch (fault.kind) {
    case 'gap': {
      const { log, from, to } = fault;
      // Disks refuse and files get lost: a gap alone says nothing of anybody's intent.
      const evidence = [{ code: 'log_gap', values: { from, to } }];
      const incident: Incident = { kind: 'log_gap', severity: 'notice', evidence };
      return { incident, sameness: `${log.key} ${log.part} gap after ${from}` };
    }
    case 'fork': {
      const { log, number } = fault;
      const evidence = [{ code: 'log_forked', values: { number } }];
      const incident: Incident = { kind: 'log_forked', severity: 'serious', evidence };
      return { incident, sameness: `${log.key} ${log.part} fork at ${number}` };
    }
    case 'unsigned': {
      const evidence = [{ code: 'log_signature_wrong', values: { first: fault.first } }];
      const incident: Incident = { kind: 'log_refused', severity: 'serious', evidence };
      return { incident, sameness: `${fault.log.key} signature` };
    }
    case 'stranger': {
      const evidence = [{ code: 'log_key_unknown', values: {} }];
      const incident: Incident = { kind: 'log_refused', severity: 'serious', evidence };
      return { incident, sameness: 'unknown key' };
    }
    case 'photo': {
      const code = fault.isKnown ? 'photo_hash_differs' : 'photo_hash_missing';
      const evidence = [{ code, values: {} }];
      const incident: Incident = { kind: 'photo_unlogged', severity: 'serious', evidence };
      return { incident, sameness: `photo ${fault.photo}` };
    }
  }
}
