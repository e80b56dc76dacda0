import type { CheckResult } from '../../contract/check.ts';
import { PROCTOREXAM } from '../instituteConfig.ts';
import type { SessionWork } from '../sessions/work.ts';
import { findAccess } from '../storage/accessTokens.ts';
import { listAdvanceChecks } from '../storage/advanceChecks.ts';
import { findInstitute } from '../storage/institutes.ts';
import type { TicketPurpose } from '../storage/tickets.ts';
import { configOf } from './instituteOf.ts';

const DAY = 24 * 3_600_000;

/** What an access is for, and which steps its machine passed days before. Institutes alone have either. */
export async function accessFacts(
  { deps, db, session, now }: SessionWork,
  accessToken: string,
): Promise<{ readonly purpose: TicketPurpose; readonly checkedBefore: CheckResult[] }> {
  const nothing = { purpose: 'exam', checkedBefore: [] } as const;
  if (session.integration !== PROCTOREXAM) return { ...nothing, checkedBefore: [] };
  const access = await findAccess(db, accessToken);
  if (access === undefined) return { ...nothing, checkedBefore: [] };
  const { purpose, machine } = access;
  const institute = await findInstitute(db, session.accountId);
  if (purpose === 'check' || machine === null || institute === undefined) {
    return { purpose, checkedBefore: [] };
  }
  const since = now - configOf(deps, institute).checkValidDays * DAY;
  const asked = { sessionId: session.id, machine, since };
  return { purpose, checkedBefore: await listAdvanceChecks(db, asked) };
}
