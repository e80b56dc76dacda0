import { comparable, comparableId, comparableOriginal, placeOf } from './identity.ts';
import { OPERATING_SYSTEMS, type ProcessRule } from './rule.ts';

/** Linux shows 15 bytes of a name; two long ones may look alike (see `match.ts`). */
const CUT = 15;

/** Every identity that a rule claims, each with the field it stands in; what the matcher looks up. */
export function identitiesOf(rule: ProcessRule): string[] {
  const ids = (field: string, values: readonly string[] | undefined) =>
    (values ?? []).map((value) => `${field} ${comparableId(value)}`);
  const claimed = [
    ...OPERATING_SYSTEMS.flatMap((system) =>
      rule[system].map((name) => `${system} ${comparable(name, system)}`),
    ),
    ...rule.linux.filter((name) => name.length > CUT).map((name) => `linux ${name.slice(0, CUT)}`),
    ...(rule.originalNames ?? []).map((name) => `windows ${comparableOriginal(name)}`),
    ...ids('signer', rule.signers),
    ...ids('bundle', rule.bundleIds),
    ...ids('team', rule.teamIds),
    ...ids('package', rule.packages),
    ...(rule.paths ?? []).map((place) => `path ${placeOf(place, 'windows')}`),
  ];
  return [...new Set(claimed)];
}

/** Identities that more than one rule claims, with the rules' ids; none in a sound set. */
export function contestedIdentities(
  rules: readonly ProcessRule[],
): { readonly identity: string; readonly rules: readonly string[] }[] {
  const claims = new Map<string, string[]>();
  for (const rule of rules)
    for (const identity of identitiesOf(rule))
      claims.set(identity, [...(claims.get(identity) ?? []), rule.id]);
  return [...claims]
    .filter(([, owners]) => owners.length > 1)
    .map(([identity, owners]) => ({ identity, rules: owners }));
}
