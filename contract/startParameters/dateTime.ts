import type { FaultCode } from './faults.ts';

// ISO 8601 in its extended or basic form; seconds and fraction may be left out, as the standard allows.
const DATE_TIME =
  /^(\d{4})-?(\d{2})-?(\d{2})[Tt ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d{2}(?::?\d{2})?)?$/;
const DATE_ONLY = /^\d{4}-?\d{2}-?\d{2}$/;

const MINUTE = 60_000;
/** Years before 1970 and after 9999 are slips; later ones would also need another notation. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

export type Instant =
  | { readonly ok: true; readonly iso: string }
  | { readonly ok: false; readonly code: FaultCode; readonly message: string };

/**
 * Reads a date and time that says its offset from UTC.
 * `Date.parse` is not used: it turns 30 February into 2 March and takes local times.
 */
export function instantOf(text: string): Instant {
  if (DATE_ONLY.test(text)) return refused('no_offset', 'needs a time and an offset from UTC');
  const parts = DATE_TIME.exec(text);
  if (parts === null)
    return refused('not_a_date', 'must be a date and time as 2026-06-15T08:00:00Z');
  const [, year, month, day, hour, minute, second = '0', fraction = '0', offset] = parts;
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000);
  const local = new Date(
    Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
      milliseconds,
    ),
  );
  const unchanged =
    local.getUTCMonth() === Number(month) - 1 &&
    local.getUTCDate() === Number(day) &&
    local.getUTCHours() === Number(hour) &&
    local.getUTCMinutes() === Number(minute) &&
    local.getUTCSeconds() === Number(second);
  if (!unchanged) return refused('not_a_date', 'names a day or a time of day that does not exist');
  if (offset === undefined)
    return refused('no_offset', 'needs its offset from UTC, as Z or +02:00');
  const offsetMinutes = minutesOf(offset);
  if (offsetMinutes === undefined)
    return refused('not_a_date', 'has an offset that does not exist');
  const instant = local.getTime() - offsetMinutes * MINUTE;
  if (Number(year) < 1970 || instant < EARLIEST || instant > LATEST) {
    return refused('out_of_range', 'must lie between the years 1970 and 9999');
  }
  return { ok: true, iso: new Date(instant).toISOString() };
}

function minutesOf(offset: string): number | undefined {
  if (offset.toUpperCase() === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || '0');
  if (hours > 23 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function refused(code: FaultCode, message: string): Instant {
  return { ok: false, code, message };
}
