/**
 * `node scripts/package/icons.mjs`: the icons of the three systems out of assets/icon.svg. The results are
 * kept in the repository, so that a package can be built where no browser is.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { chromiumExecutable } from '../chromium.mjs';
import { icns, ico } from './iconFiles.mjs';

const assets = fileURLToPath(new URL('../../assets/', import.meta.url));

/** Edge lengths in pixels that the icon themes of Linux desktops look for. */
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
/** What Windows shows in its lists, taskbar and tiles. */
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
const macSizes = [16, 32, 64, 128, 256, 512, 1024];

/** @param {number[]} sizes @returns {Promise<Map<number, Buffer>>} PNG by edge length */
async function draw(sizes) {
  const svg = await readFile(path.join(assets, 'icon.svg'), 'utf8');
  const executablePath = chromiumExecutable();
  if (executablePath === undefined) throw new Error('Chromium is needed to draw the icons.');
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: isRoot ? ['--no-sandbox'] : [] });
  try {
    const drawn = new Map();
    for (const size of sizes) {
      const page = await browser.newPage({ viewport: { width: size, height: size } });
      await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`);
      drawn.set(size, await page.screenshot({ omitBackground: true }));
      await page.close();
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

const drawn = await draw([...new Set([...linuxSizes, ...windowsSizes, ...macSizes])]);
/** @param {number[]} sizes @returns {[number, Buffer][]} */
const pictures = (sizes) => sizes.map((size) => [size, drawn.get(size) ?? Buffer.alloc(0)]);

await mkdir(path.join(assets, 'icons'), { recursive: true });
for (const [size, png] of pictures(linuxSizes))
  await writeFile(path.join(assets, 'icons', `${size}x${size}.png`), png);
await writeFile(path.join(assets, 'icon.ico'), ico(pictures(windowsSizes)));
await writeFile(path.join(assets, 'icon.icns'), icns(pictures(macSizes)));
