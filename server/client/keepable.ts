// Under the `u` flag \p{Surrogate} meets only lone halves, never a whole pair.
const UNKEEPABLE = /[\u{0}\p{Surrogate}]/gu;

/**
 * The same JSON with what no database keeps, NUL and halves of surrogate pairs, replaced by U+FFFD. A
 * cut emoji in a candidate's words must not make their message one that can never be delivered.
 */
export function keepable(value: unknown): unknown {
  return isKept(value) ? value : replaced(value);
}

/** Whether it may stay as it is, which it nearly always may. */
function isKept(value: unknown): boolean {
  if (typeof value === 'string') return value.search(UNKEEPABLE) < 0;
  if (Array.isArray(value)) return value.every(isKept);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, each]) => isKept(key) && isKept(each));
}

function replaced(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(UNKEEPABLE, '\u{fffd}');
  if (Array.isArray(value)) return value.map(replaced);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [replaced(key), replaced(each)]);
  return Object.fromEntries(entries) as unknown;
}
