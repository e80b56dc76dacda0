import { existsSync } from 'node:fs';

/** Where a Chromium or Chrome of the system stands. */
const places = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

/**
 * The browser in which the server's pages are tested: INVIGIL_CHROMIUM if set, else the system's.
 *
 * @returns {string | undefined}
 */
export function chromiumExecutable(environment = process.env, platform = process.platform) {
  const named = environment['INVIGIL_CHROMIUM'];
  const usual = platform in places ? places[/** @type {keyof typeof places} */ (platform)] : [];
  return [named ?? '', ...usual].find((place) => place !== '' && existsSync(place));
}
