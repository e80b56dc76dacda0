import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import typescript from 'typescript';
import { SERVER_FLAGS } from '../serverFlags.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Compiled file by file, so that what is installed has the places that the sources know each other by. */
const compiled = ['contract', 'server'];

/** Taken as they are. */
const taken = [
  ['assets/look', 'assets/look'],
  ['assets/icon.svg', 'assets/icon.svg'],
  ['docs/deploy.md', 'README.md'],
  ['packaging/server', 'deploy'],
];

/** @type {typescript.CompilerOptions} */
const options = {
  target: typescript.ScriptTarget.ES2023,
  module: typescript.ModuleKind.ESNext,
  jsx: typescript.JsxEmit.ReactJSX,
  // `./clock.ts` becomes `./clock.js`.
  rewriteRelativeImportExtensions: true,
  verbatimModuleSyntax: true,
};

/**
 * Lays out what is published as `invigil-server`: the server as plain JavaScript, its assets, and what a
 * deployment needs.
 *
 * @param {string} folder made anew
 */
export async function stageServer(folder) {
  await rm(folder, { recursive: true, force: true });
  for (const room of compiled) await compile(room, folder);
  for (const [from = '', to = ''] of taken) {
    await cp(path.join(repository, from), path.join(folder, to), { recursive: true });
  }
  await mkdir(path.join(folder, 'bin'));
  await writeFile(path.join(folder, 'bin', 'invigil-server.js'), START, { mode: 0o755 });
  await writeFile(
    path.join(folder, 'package.json'),
    `${JSON.stringify(await description(), null, 2)}\n`,
  );
}

/** @param {string} room @param {string} folder */
async function compile(room, folder) {
  for (const file of await readdir(path.join(repository, room), { recursive: true })) {
    const from = path.join(repository, room, file);
    const to = path.join(folder, room, file);
    if (file.split(path.sep).includes('node_modules') || file.endsWith('.d.ts')) continue;
    if (/\.tsx?$/.test(file)) {
      const { outputText } = typescript.transpileModule(await readFile(from, 'utf8'), {
        compilerOptions: options,
        fileName: from,
      });
      await put(to.replace(/\.tsx?$/, '.js'), outputText);
    } else if (/\.(json|css|js|svg|woff2)$/.test(file)) {
      await put(to, await readFile(from));
    }
  }
}

/** @param {string} file @param {string | Uint8Array} content */
async function put(file, content) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** The published package's own description: what the server needs to run, and no more. */
async function description() {
  /** @param {string} file @returns {Promise<any>} */
  const read = async (file) => JSON.parse(await readFile(path.join(repository, file), 'utf8'));
  const server = await read('server/package.json');
  const { license, author, homepage } = await read('package.json');
  // Only the sources need it.
  const { tsx: _sources, ...dependencies } = server.dependencies;
  return {
    name: 'invigil-server',
    version: server.version,
    description: 'The server beside Invigil, the app for proctored exams',
    ...{ license, author, homepage },
    type: 'module',
    engines: server.engines,
    bin: { 'invigil-server': 'bin/invigil-server.js' },
    dependencies,
  };
}

/** JSON modules are as good as done in Node 20, which says so at every start; the log is for other things. */
const START = `#!/usr/bin/env -S node ${SERVER_FLAGS.join(' ')} --disable-warning=ExperimentalWarning
// React, which makes the pages, checks everything twice unless it is told that this is for real.
process.env['NODE_ENV'] ??= 'production';
await import('../server/main.js');
`;
