import type { Role } from './deeds.ts';
import type { OpenIdRight } from './staffConfig.ts';

/** A place as the configuration names it: an integration, or one account of it by the LMS's own id. */
export interface NamedPlace {
  readonly integration: string;
  readonly account: string | undefined;
}

export interface GrantedRights {
  readonly role: Role;
  readonly everywhere: boolean;
  readonly places: readonly NamedPlace[];
}

/**
 * What the claims of a person come to: the role of the first right that fits, and the places of all
 * rights that fit and give this role.
 * @returns `undefined` when no right fits: deny by default
 */
export function rightsOfClaims(
  claims: Readonly<Record<string, unknown>>,
  rights: readonly OpenIdRight[],
): GrantedRights | undefined {
  const fitting = rights.filter(({ claim, value }) => valuesOf(claims[claim]).includes(value));
  const role = fitting[0]?.role;
  if (role === undefined) return undefined;
  const given = fitting.filter((right) => right.role === role);
  return {
    role,
    everywhere: given.some(({ everywhere }) => everywhere === true),
    places: given.flatMap(({ integration, account }) =>
      integration === undefined ? [] : [{ integration, account }],
    ),
  };
}

/** A claim is a text or a list of texts; anything else says nothing. */
function valuesOf(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return [claim];
  return Array.isArray(claim) ? claim.filter((value) => typeof value === 'string') : [];
}
