/**
 * `npm run test:package [-- --keep]`: builds the release and the test package, installs each with apt,
 * tries it as an ordinary user and writes docs/reports/test-package.md. With --keep the packages in
 * dist/ are taken as they are.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/** @returns {string | undefined} why the packages cannot be tried here, and what to run instead */
function obstacle() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get'))
    return 'The packages are installed with apt, which this system has not. Run `npm run test:package` as root on Debian 12 or Ubuntu 24.04, in a container for example. Here `npm test -- --only security` checks how the packages are described, and `npm run package` makes those of this system.';
  if (process.getuid?.() !== 0)
    return 'Packages are installed and a user is added, which takes root. Run: sudo npm run test:package';
  return undefined;
}

/** @param {string} file @returns {string} the version in a package.json */
const versionIn = (file) => JSON.parse(readFileSync(file, 'utf8')).version;

/** @returns {string} as the distribution calls itself */
function systemName() {
  const [, name = 'Linux'] =
    /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
  return name;
}

/** @param {boolean} keep */
async function buildPackages(keep) {
  const { packageBuild } = await import('./package.mjs');
  const { outputFolder } = await import('./package/builds.mjs');
  const { inMegabytes, products } = await import('./package/products.mjs');
  const packages = [];
  for (const name of /** @type {const} */ (['release', 'test'])) {
    const isKept = keep && existsSync(outputFolder(name));
    const { seconds } = isKept ? { seconds: 0 } : await packageBuild(name);
    const deb = (await products(name)).find(({ place }) => place.endsWith('.deb'));
    packages.push({ name, megabytes: inMegabytes(deb?.bytes ?? 0), seconds });
  }
  return packages;
}

/** @param {string} repository @param {string} results @returns {Promise<boolean>} all green */
async function runTests(repository, results) {
  const tests = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project=package',
      '--reporter=verbose',
      '--reporter=./scripts/package/resultsReporter.mjs',
    ],
    {
      cwd: repository,
      env: { ...process.env, INVIGIL_RESULTS: results },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => tests.kill(signal));
  const [code] = await once(tests, 'exit');
  return code === 0;
}

async function main() {
  const why = obstacle();
  if (why !== undefined) {
    say(why);
    return 1;
  }
  const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
  ensureDependencies();
  const { repository } = await import('./build.mjs');
  const { ensureDebian, packageTestTools } = await import('./debian.mjs');
  const { electronRuntime } = await import('./electron-runtime.mjs');
  const { packageReport } = await import('./package/report.mjs');

  const startedAt = Date.now();
  await ensureDebian({ tools: packageTestTools }, say);
  const runtime = await electronRuntime(say);
  const packages = await buildPackages(values.keep);
  const scratch = mkdtempSync(path.join(tmpdir(), 'invigil-package-'));
  try {
    const file = path.join(scratch, 'results.json');
    const isGreen = await runTests(repository, file);
    const modules = path.join(repository, 'node_modules');
    const report = packageReport(
      {
        at: new Date(),
        versions: [
          ['Invigil', versionIn(path.join(repository, 'package.json'))],
          [
            'Electron packed',
            `${runtime.version}${runtime.source === 'pinned' ? '' : ' (test runtime)'}`,
          ],
          ['Electron declared', versionIn(path.join(modules, 'electron', 'package.json'))],
          ['electron-builder', versionIn(path.join(modules, 'electron-builder', 'package.json'))],
          ['Node', process.versions.node],
          ['System', systemName()],
        ],
        packages,
        secrets: [repository, homedir(), tmpdir(), hostname()],
      },
      existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [],
    );
    const folder = path.join(repository, 'docs', 'reports');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'test-package.md'), report);
    say(
      `report: docs/reports/test-package.md, after ${((Date.now() - startedAt) / 60_000).toFixed(1)} minutes`,
    );
    return isGreen ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

endWithNpm();
process.exitCode = await main();
