import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fakeElectron = fileURLToPath(new URL('test/fakes/electron.ts', import.meta.url));

/** As in a release: what only a test build may do has to be asked for by a parameter. */
const define = { __TEST_BUILD__: 'false', __APP_VERSION__: '"0.0.0-test"' };

/** In plain Node the true `electron` module would try to download its binary. */
const alias = { electron: fakeElectron };

/** Nothing is judged by these: a test machine may stand still for seconds. */
const patience = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // One worker fewer than cores, as is the default, leaves half of a small machine idle.
    maxWorkers: '100%',
    projects: [
      {
        define,
        test: {
          name: 'unit',
          alias,
          ...patience,
          // Nothing here keeps a state outside its parameters, and reading every module anew for each
          // file takes longer than the tests.
          isolate: false,
          include: ['test/unit/**/*.spec.{ts,tsx}'],
          exclude: ['test/unit/renderer/**'],
        },
      },
      {
        define,
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          ...patience,
          include: ['test/unit/renderer/**/*.spec.{ts,tsx}'],
        },
      },
      {
        define,
        test: {
          name: 'security',
          alias,
          include: ['test/security/**/*.spec.ts'],
          ...patience,
        },
      },
      {
        define,
        test: {
          name: 'server',
          // As in `unit`; PGlite would be compiled anew for each file as well.
          isolate: false,
          include: ['test/server/**/*.spec.{ts,tsx}'],
          // A real database is started: PGlite takes up to 3 s, PostgreSQL's initdb about 1 s.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.spec.ts', 'test/escape/**/*.spec.ts'],
          globalSetup: 'test/setup/e2e.ts',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // Real windows on a machine of two cores: a second try tells a slow start from a fault, and the
          // report names every test that needed it.
          retry: 1,
          // One after another: the files share one display, its focus and its clipboard.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.spec.ts'],
          testTimeout: 10 * 60_000,
          hookTimeout: 10 * 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
