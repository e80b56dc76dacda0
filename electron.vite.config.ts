import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { z } from 'zod';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')));

const isTestBuild = process.env['INVIGIL_TEST_BUILD'] === '1';
/** As scripts/build.mjs expects it. */
const out = isTestBuild ? 'out-test' : 'out';

const constants = {
  __TEST_BUILD__: JSON.stringify(isTestBuild),
  __APP_VERSION__: JSON.stringify(version),
};

/** The older of the two runtimes that the code must run on, Electron 33: Node 20.18, Chromium 130. */
const nodeTarget = 'node20.18';
const chromeTarget = 'chrome130';

/**
 * ps-list finds its Windows helper beside itself, by a `__dirname` of its own. Bundled, that name
 * would clash with the one electron-vite adds, and the helper would be missing: it is renamed, and
 * the helper put beside the bundle.
 */
function psListHelper(): Plugin {
  const helpers = new URL('node_modules/ps-list/vendor/', import.meta.url);
  return {
    name: 'invigil:ps-list-helper',
    transform: {
      filter: { id: /[\\/]node_modules[\\/]ps-list[\\/]index\.js$/ },
      handler: (code) => ({ code: code.replaceAll('__dirname', 'psListFolder'), map: null }),
    },
    generateBundle() {
      for (const name of readdirSync(helpers))
        this.emitFile({
          type: 'asset',
          fileName: `vendor/${name}`,
          source: readFileSync(new URL(name, helpers)),
        });
    },
  };
}

export default defineConfig({
  main: {
    define: constants,
    plugins: [psListHelper()],
    build: {
      target: nodeTarget,
      outDir: `${out}/main`,
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      // Everything but Electron and Node's own modules is bundled: the installer carries no node_modules.
      externalizeDeps: false,
      lib: {
        // The threads that serve Windows' messages are programs of their own.
        entry: {
          main: `${root}main/main.ts`,
          keyboardWorker: `${root}main/system/windows/keyboardWorker.ts`,
          sessionWorker: `${root}main/system/windows/sessionWorker.ts`,
        },
        formats: ['es'],
        fileName: (_format, name) => `${name}.js`,
      },
    },
  },
  preload: {
    define: constants,
    build: {
      target: nodeTarget,
      outDir: `${out}/preload`,
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      // A sandboxed preload cannot load a second file.
      externalizeDeps: false,
      lib: { entry: `${root}preload/preload.ts`, formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  },
  renderer: {
    root: `${root}renderer`,
    // Relative addresses: the same files are served on the app:// scheme whatever its host.
    base: './',
    define: constants,
    plugins: [react()],
    build: {
      target: chromeTarget,
      outDir: `${root}${out}/renderer`,
      emptyOutDir: true,
      sourcemap: true,
      // electron-vite leaves it off: half the code to be read and parsed before the first paint.
      minify: true,
      // No inlined data: addresses, so that the page's content policy needs no `data:` for scripts or fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: `${root}renderer/index.html` },
    },
  },
});
