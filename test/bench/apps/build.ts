import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const APPS = fileURLToPath(new URL('.', import.meta.url));

export interface BareApps {
  /** Folders of the apps, as Electron takes them. */
  readonly reactApp: string;
  readonly viewApp: string;
  /** The built page of the bare React app. */
  readonly page: string;
  /** For `electron -r`. */
  readonly hook: string;
}

/**
 * Builds what has to be built of the baselines, for the older of the two runtimes as the product is.
 * @param out an empty folder
 */
export async function buildBareApps(out: string): Promise<BareApps> {
  const page = path.join(out, 'bareReact');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: path.join(APPS, 'bareReact'),
    base: './',
    plugins: [react()],
    build: { target: 'chrome130', outDir: page, emptyOutDir: true },
  });
  await build({
    configFile: false,
    logLevel: 'warn',
    root: APPS,
    build: {
      target: 'node20.18',
      outDir: path.join(out, 'hook'),
      emptyOutDir: true,
      minify: false,
      lib: { entry: path.join(APPS, 'hook.ts'), formats: ['cjs'], fileName: () => 'hook.cjs' },
      rolldownOptions: { external: ['electron', /^node:/] },
    },
  });
  return {
    reactApp: path.join(APPS, 'bareReact'),
    viewApp: path.join(APPS, 'bareView'),
    page,
    hook: path.join(out, 'hook', 'hook.cjs'),
  };
}
