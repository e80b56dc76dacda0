/**
 * A Retry-After header (RFC 9110 §10.2.3), seconds or a date, as milliseconds from now.
 * @param now milliseconds since the epoch
 * @returns nothing when there is none, or none that can be read
 */
export function milliseconds(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
