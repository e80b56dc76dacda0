import type { IncidentKind } from '../../contract/incident.ts';
import { WARNING_OF, type WarningType } from './warningTypes.ts';

export interface Seen {
  readonly kind: IncidentKind;
  readonly at: Date;
}

/** A stretch in which something was seen; a moment begins and ends at once. */
export interface Warning {
  readonly type: WarningType;
  readonly start: Date;
  readonly end: Date;
}

/**
 * The warnings of an exam, in the order in which they began. One that never ended lasts until the
 * exam did: `endedAt`, or the moment of its beginning while that is not known.
 * @param incidents in the order in which they happened
 * @param running what lies outside the exam is no warning of it
 */
export function warningsOf(
  incidents: readonly Seen[],
  running: { readonly startedAt: Date; readonly endedAt: Date | null },
): Warning[] {
  const { startedAt, endedAt } = running;
  const inside = incidents.filter(
    ({ at }) => at >= startedAt && (endedAt === null || at <= endedAt),
  );
  return inside.flatMap(({ kind, at }, index): Warning[] => {
    const equal = WARNING_OF[kind];
    if (equal === undefined) return [];
    const { type, over } = equal;
    if (over === undefined) return [{ type, start: at, end: at }];
    const later = inside.slice(index + 1).find((each) => each.kind === over || each.kind === kind);
    return [{ type, start: at, end: later?.at ?? endedAt ?? at }];
  });
}
