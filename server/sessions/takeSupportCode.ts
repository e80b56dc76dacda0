import { z } from 'zod';
import type { Evidence } from '../../contract/check.ts';
import type { Incident } from '../../contract/incident.ts';
import { addIncident } from '../storage/incidents.ts';
import { findCode, noteCodeUsed } from '../storage/supportCodes.ts';
import { incidentId } from './incidentId.ts';
import type { SessionWork } from './work.ts';

const Used = z.object({
  code: z.literal('support_code'),
  values: z.object({ code: z.string(), step: z.string() }),
});

/**
 * The app says that the candidate went on with a support code. It holds the key itself, so only the
 * server's own list tells whether staff made that code; one that they did not is an incident of its own.
 * @param at when it was used, milliseconds since the epoch
 */
export async function takeSupportCode(
  work: SessionWork,
  { evidence }: Incident,
  at: number,
): Promise<void> {
  const sessionId = work.session.id;
  const used = evidence.map((fact) => Used.safeParse(fact).data).find((fact) => fact !== undefined);
  const id = used?.values.code ?? '';
  const code = await findCode(work.db, { sessionId, id });
  if (code !== undefined && code.step === used?.values.step) {
    await noteCodeUsed(work.db, { sessionId, id, at });
    if (code.withdrawnAt !== null && code.withdrawnAt.getTime() <= at) {
      await report(work, at, { code: 'support_code_withdrawn', values: { code: id } });
    } else if (at >= code.expiresAt.getTime()) {
      await report(work, at, { code: 'support_code_late', values: { code: id } });
    }
    return;
  }
  await report(work, at, { code: 'support_code_unknown', values: { code: id } });
}

/** Once for each code, however often it is used. */
async function report(work: SessionWork, at: number, fact: Evidence): Promise<void> {
  const sessionId = work.session.id;
  await addIncident(work.db, {
    id: incidentId(sessionId, `${fact.code} ${String(fact.values['code'])}`),
    sessionId,
    incident: { kind: 'support_code_not_issued', severity: 'serious', evidence: [fact] },
    at,
    receivedAt: work.now,
    source: 'server',
  });
}
