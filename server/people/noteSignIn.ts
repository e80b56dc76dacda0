import type { Deps } from '../deps.ts';
import { writeAudit } from '../storage/audit.ts';
import type { StaffRow } from '../storage/schema.ts';

/** By what somebody signed in, or tried to. */
export type SignInWay = 'password' | 'code' | 'provider';

/**
 * Writes down that somebody came in, or was turned away. Of a name that nobody has only the try is
 * kept: people type their password into the wrong field.
 */
export async function noteSignIn(
  deps: Deps,
  attempt: {
    readonly person: Pick<StaffRow, 'id' | 'name' | 'role'> | undefined;
    readonly way: SignInWay;
    readonly came: boolean;
    readonly address: string;
  },
): Promise<void> {
  const { person, way, came, address } = attempt;
  const action = came ? 'signed_in' : 'sign_in_refused';
  deps.log[came ? 'info' : 'warn']({ event: action, way, staff: person?.name, address });
  await writeAudit(deps.database, {
    at: deps.clock.now(),
    actor: person === undefined ? 'unknown' : `${person.role}:${person.name}`,
    action,
    ...(person === undefined ? {} : { staffId: person.id }),
    after: { way, address },
  });
}
