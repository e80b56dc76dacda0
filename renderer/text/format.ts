import type { TFunction } from 'i18next';

const MINUTE = 60_000;

/** A length of time in whole hours and minutes: "1 hour 30 minutes". Rounds up, never shows nothing. */
export function sayLength(t: TFunction, minutes: number): string {
  const whole = Math.max(0, Math.ceil(minutes));
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const parts = [
    ...(hours > 0 ? [t('length.hours', { count: hours })] : []),
    ...(rest > 0 || hours === 0 ? [t('length.minutes', { count: rest })] : []),
  ];
  return parts.join(' ');
}

/** What is left, calm: minutes while there are more than five, then minutes and seconds. */
export function sayRemaining(milliseconds: number, language: string): string {
  const left = Math.max(0, milliseconds);
  if (left <= 5 * MINUTE) {
    const seconds = Math.ceil(left / 1000);
    const two = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 });
    const one = new Intl.NumberFormat(language);
    return `${one.format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
  }
  const minutes = Math.ceil(left / MINUTE);
  const hours = Math.floor(minutes / 60);
  const unit = (value: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(
      value,
    );
  const parts =
    hours > 0 ? [unit(hours, 'hour'), unit(minutes % 60, 'minute')] : [unit(minutes, 'minute')];
  return parts.join(' ');
}

/** A time of day, local: "10:00". */
export function sayTime(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** A day and a time of day, local: "Monday 15 June, 10:00". */
export function sayMoment(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
}

/** A moment, or only the time where the day is that of `other`. */
export function sayMomentAfter(other: number, at: number, language: string): string {
  const sameDay = new Date(other).toDateString() === new Date(at).toDateString();
  return sameDay ? sayTime(at, language) : sayMoment(at, language);
}

/** The zone in which times are shown, by name: "Central European Summer Time". */
export function sayZone(at: number, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZoneName: 'long' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/** A language in its own words: "français". */
export function sayLanguage(code: string): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}
