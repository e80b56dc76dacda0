import { build } from 'vite';

/**
 * Bundles programs of the tests as plain JavaScript, `NAME.mjs`: it is there in a twentieth of the time that
 * sources take, and runs where no compiler is. What belongs to Electron stays outside.
 * @param out an empty folder
 * @param entries the source of each program, by its name
 */
export async function bundlePrograms(
  out: string,
  entries: Readonly<Record<string, string>>,
): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    define: { __TEST_BUILD__: 'false', __APP_VERSION__: '"0.0.0-test"' },
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: out,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: { ...entries },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
}
