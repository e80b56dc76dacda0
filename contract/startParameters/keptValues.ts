import type { Findings } from './faults.ts';
import { storable } from './text.ts';

/** An own key of this name would become the prototype of whatever it is copied into by assignment. */
const PROTOTYPE = '__proto__';

/** Builds the record of unknown keys, those of an inner object under its name. */
export function keptValues(kept: Findings['kept']): Record<string, unknown> {
  const top = new Map<string, unknown>();
  const inner = new Map<string, Map<string, unknown>>();
  for (const { keys, value } of kept) {
    if (keys.includes(PROTOTYPE)) continue;
    const [first = '', second] = keys;
    if (second === undefined) {
      top.set(storable(first), cleaned(value));
      continue;
    }
    const group = inner.get(first) ?? new Map<string, unknown>();
    inner.set(first, group.set(storable(second), cleaned(value)));
  }
  for (const [name, group] of inner) top.set(name, Object.fromEntries(group));
  return Object.fromEntries(top);
}

/** Nothing a launcher sends is nearly so deep; beyond it a walk of the value could end in a full stack. */
const DEEPEST = 32;

/** The value as JSON would carry it, with text that a database can keep. */
function cleaned(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return null;
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map((entry) => cleaned(entry, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== PROTOTYPE)
      .map(([key, inner]) => [storable(key), cleaned(inner, depth + 1)]),
  );
}
