import type { Deps } from '../deps.ts';
import { takeRecoveryCode, takeStep } from '../storage/factors.ts';
import type { StaffRow } from '../storage/schema.ts';
import { plainRecoveryCode, stepOf } from './secondFactor.ts';

/** Whether what was typed is the code of the moment, or a recovery code; either counts once. */
export async function takeCode(deps: Deps, person: StaffRow, typed: string): Promise<boolean> {
  const { database, clock, staffKeys } = deps;
  if (person.factorSecret === null) return false;
  const secret = staffKeys.open(person.id, person.factorSecret);
  const step = stepOf(secret, typed, clock);
  if (step !== undefined) return takeStep(database, { staffId: person.id, step });
  const hash = staffKeys.mark(plainRecoveryCode(typed));
  const actor = `${person.role}:${person.name}`;
  return takeRecoveryCode(database, { staffId: person.id, hash, at: clock.now(), actor });
}
