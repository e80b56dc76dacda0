import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openBrowser } from './browser.ts';
import { SCREENS, type ScreenName } from './screens.ts';
import { serveHarness } from './serve.ts';
import { PRESSED_STATES, type State } from './states.ts';

/**
 * `tsx test/renderer-harness/pictures.ts FOLDER [FILTER] [language=fr] [theme=dark] [contrast=more] [zoom=2]`:
 * a picture of every screen and state whose name holds FILTER, at 1280 × 800.
 */
const [folder = 'artifacts/screens', filter = '', ...wishes] = process.argv.slice(2);
const wished = new Map(wishes.map((wish) => wish.split('=', 2) as [string, string]));
const zoom = Number(wished.get('zoom') ?? 1);
wished.delete('zoom');

const states: State[] = [
  ...(Object.keys(SCREENS) as ScreenName[]).map((screen) => ({ screen })),
  ...PRESSED_STATES.filter(() => (wished.get('language') ?? 'en') === 'en'),
];

await mkdir(folder, { recursive: true });
const harness = await serveHarness();
const browser = await openBrowser();
const context = await browser.newContext({
  // Half the page's pixels at twice the size is what 200 % zoom comes to.
  viewport: { width: Math.round(1280 / zoom), height: Math.round(800 / zoom) },
  deviceScaleFactor: zoom,
  timezoneId: 'Europe/Paris',
  locale: wished.get('language') ?? 'en',
});
for (const state of states) {
  const name = state.name === undefined ? state.screen : `${state.screen}.${state.name}`;
  if (!name.includes(filter)) continue;
  const page = await context.newPage();
  page.on('pageerror', (error) => process.stderr.write(`${name}: ${String(error)}\n`));
  page.on('console', (message) => {
    if (message.type() === 'error') process.stderr.write(`${name}: ${message.text()}\n`);
  });
  const query = new URLSearchParams({ screen: state.screen, ...Object.fromEntries(wished) });
  await page.goto(`${harness.url}?${query.toString()}`);
  await page.locator('h1').first().waitFor();
  await page.waitForTimeout(900);
  await state.press?.(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
await harness.close();
