/** Writes every moment of the page in the reader's own zone, and names that zone. */

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const STYLES = {
  day: { dateStyle: 'full', timeStyle: 'short' },
  time: { timeStyle: 'short' },
  short: { dateStyle: 'medium', timeStyle: 'short' },
  seconds: { dateStyle: 'medium', timeStyle: 'medium' },
};

const { lang } = document.documentElement;

/** The reader's own habits within the page's language: `en-GB` writes dates otherwise than `en-US`. */
const language =
  navigator.languages.find((wish) => wish === lang || wish.startsWith(`${lang}-`)) ?? lang;

/**
 * @param {ParentNode} part the part of the page that is new
 */
export function writeLocalTimes(part) {
  for (const time of part.querySelectorAll('time[data-local]')) {
    if (!(time instanceof HTMLTimeElement)) continue;
    const style = STYLES[time.dataset['local'] ?? ''];
    if (style === undefined) continue;
    const moment = new Date(time.dateTime);
    time.textContent = new Intl.DateTimeFormat(language, style).format(moment);
    time.title = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' }).format(
      moment,
    );
  }
  for (const zone of part.querySelectorAll('[data-zone]')) zone.textContent = zoneName();
}

/** "Central European Summer Time (Europe/Paris)" */
function zoneName() {
  const format = new Intl.DateTimeFormat(language, { timeZoneName: 'long' });
  const name = format.formatToParts(new Date()).find((part) => part.type === 'timeZoneName')?.value;
  const place = format.resolvedOptions().timeZone.replaceAll('_', ' ');
  return name === undefined || name === place ? place : `${name} (${place})`;
}

writeLocalTimes(document);
