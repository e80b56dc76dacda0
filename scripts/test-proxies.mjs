/**
 * `npm run test:proxies [-- --report]`: two server processes behind nginx and behind Caddy, each with the
 * file of packaging/server/, and a session through them. With --report writes docs/reports/test-proxies.md.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';

const own = process.env['INVIGIL_PROXY_CERTIFICATES'];
endWithNpm();
if (own === undefined) process.exitCode = await withCertificate();
else {
  const { runProgram } = await import('./runProgram.mjs');
  await runProgram('test/proxies/run.ts');
}

/** Node trusts more authorities only from its start on, so the run is a process of its own. */
async function withCertificate() {
  ensureDependencies();
  const { ensureDebian } = await import('./debian.mjs');
  await ensureDebian({ tools: ['nginx', 'caddy', 'openssl'] });
  const folder = mkdtempSync(path.join(tmpdir(), 'invigil-proxies-'));
  try {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const files = ['-keyout', 'key.pem', '-out', 'cert.pem'];
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
    execFileSync('openssl', [...made, ...files, ...subject], { cwd: folder, stdio: 'ignore' });
    const words = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
    const child = spawn(process.execPath, words, {
      stdio: 'inherit',
      env: {
        ...process.env,
        INVIGIL_PROXY_CERTIFICATES: folder,
        NODE_EXTRA_CA_CERTS: path.join(folder, 'cert.pem'),
      },
    });
    process.once('SIGTERM', () => child.kill('SIGTERM'));
    const [code] = await once(child, 'exit');
    return typeof code === 'number' ? code : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
