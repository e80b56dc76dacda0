/**
 * `npm run test:server-package`: packs the server, installs the tarball into an empty folder from npm's
 * cache alone, runs it there and writes docs/reports/test-server-package.md.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packServer } from './server-package.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
/** @type {{ what: string; seconds: number }[]} */
const done = [];

/** @param {string} what @param {() => unknown} step */
async function check(what, step) {
  const begun = performance.now();
  await step();
  done.push({ what, seconds: (performance.now() - begun) / 1_000 });
  process.stdout.write(`  ok  ${what}\n`);
}

/** @param {boolean} holds @param {string} what */
function expect(holds, what) {
  if (!holds) throw new Error(what);
}

/** @param {string} url @returns {Promise<number>} */
const statusOf = async (url) => (await fetch(url)).status;

const folder = mkdtempSync(path.join(tmpdir(), 'invigil-server-package-'));
const bin = path.join(folder, 'node_modules', '.bin', 'invigil-server');
const config = path.join(folder, 'server.json');
/** @param {string[]} words */
const run = (...words) => execFileSync(bin, words, { encoding: 'utf8', cwd: folder });

let tarball = '';
try {
  await check('is packed', async () => {
    tarball = await packServer(path.join(folder, 'packed'));
  });
  await check('is installed into an empty folder, without network', () => {
    writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
    const command = [
      'install',
      '--offline',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      tarball,
    ];
    execFileSync('npm', command, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  });
  await check('tells its version and its options', () => {
    expect(/^\d+\.\d+\.\d+\n$/.test(run('--version')), 'no version');
    expect(run('--help').includes('--check-config'), 'no help');
  });
  await check('checks a configuration', () => {
    const integration = { name: 'lms', jwtSecret: 'x'.repeat(32), languages: ['en'] };
    const content = {
      listen: { host: '127.0.0.1', port: 0 },
      database: 'embedded:database',
      evidence: 'file:evidence',
      integrations: [integration],
    };
    writeFileSync(config, JSON.stringify(content));
    const said = run('--config', config, '--check-config');
    expect(said.includes('the configuration can be used'), said);
  });
  await check(
    'runs: health, readiness, pages, assets and the API, and ends on SIGTERM',
    async () => {
      const server = spawn(bin, ['--config', config], { stdio: ['ignore', 'pipe', 'pipe'] });
      server.stderr.resume();
      const [line] = await once(server.stdout.setEncoding('utf8'), 'data');
      const { url } = JSON.parse(String(line));
      const addresses = ['healthz', 'readyz', '', 'api-reference', 'openapi.json', 'staff/sign-in'];
      const assets = ['assets/look/tokens.css', 'assets/pages/base.css', 'assets/icon.svg'];
      for (const address of [...addresses, ...assets]) {
        expect((await statusOf(`${url}/${address}`)) === 200, `${address} does not answer`);
      }
      const redeem = await fetch(`${url}/api/client/v1/redeem`, { method: 'POST' });
      expect(redeem.status === 422, `a ticket without a body: ${String(redeem.status)}`);
      server.kill('SIGTERM');
      const [code] = await once(server, 'exit');
      expect(code === 0, `ended with ${String(code)}`);
    },
  );
  await check('writes a backup and restores it', () => {
    const backup = path.join(folder, 'backup');
    const made = JSON.parse(run('--config', config, '--backup', backup));
    rmSync(path.join(folder, 'database'), { recursive: true });
    rmSync(path.join(folder, 'evidence'), { recursive: true });
    const restored = JSON.parse(run('--config', config, '--restore', backup));
    expect(made.rows > 0 && made.rows === restored.rows, 'not the same rows');
  });
  writeReport(statSync(tarball).size);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {number} bytes of the tarball */
function writeReport(bytes) {
  const rows = done.map(({ what, seconds }) => `| ${what} | ${seconds.toFixed(1)} s |`);
  const report = path.join(repository, 'docs', 'reports', 'test-server-package.md');
  const lines = [
    '# The server’s package, tried',
    '',
    `\`npm run test:server-package\` on ${platform()} ${arch()}, Node ${process.version}: the tarball has ${String(Math.round(bytes / 1_000))} kB.`,
    '',
    '| step | time |',
    '| --- | --- |',
    ...rows,
    '',
  ];
  writeFileSync(report, lines.join('\n'));
  process.stdout.write(`${report}\n`);
}
