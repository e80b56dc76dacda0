/**
 * `npm run server-package`: packs the server as an npm tarball, `dist/server/invigil-server-VERSION.tgz`.
 * Prints its place.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMain } from './isMain.mjs';
import { stageServer } from './server-package/stageServer.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} target folder of the tarball @returns {Promise<string>} the tarball */
export async function packServer(target) {
  mkdirSync(target, { recursive: true });
  const stage = path.join(target, 'stage');
  await stageServer(stage);
  const command = ['pack', stage, '--pack-destination', target, '--json', '--loglevel=error'];
  const answer = execFileSync('npm', command, { encoding: 'utf8', cwd: target });
  /** @type {{ filename: string }[]} */
  const packed = JSON.parse(answer);
  return path.join(target, packed[0]?.filename ?? '');
}

if (isMain(import.meta.url)) {
  process.stdout.write(`${await packServer(path.join(repository, 'dist', 'server'))}\n`);
}
