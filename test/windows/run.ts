import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { KOFFI_VERSION } from '../../main/system/windows/loadKoffi.ts';
import { closingLine } from '../../scripts/counts.mjs';
import { startBareDisplay } from '../../scripts/display.mjs';
import { cacheFolder } from '../../scripts/electron-runtime.mjs';
import { withLock } from '../../scripts/lock.mjs';
import { bundleForWindows, CASES } from './harness/bundles.ts';
import { serveKeyboard } from './harness/keyboardService.ts';
import { NODE_VERSION, windowsFiles, type WindowsFiles } from './harness/packages.ts';
import { countsOf, writeReport } from './harness/report.ts';
import { readResults, type Result } from './harness/result.ts';
import { openWine, windowsPath, type Wine } from './harness/wine.ts';

const REPOSITORY = path.join(import.meta.dirname, '../..');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Setting {
  readonly wine: Wine;
  readonly files: WindowsFiles;
  readonly scratch: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** One case in a process of its own; one that ends before its tests do is a failed test. */
async function runCase(name: string, { wine, files, scratch, environment }: Setting) {
  const bundles = path.join(scratch, 'bundles');
  const results = path.join(scratch, `${name}.jsonl`);
  const reporter = pathToFileURL(path.join(bundles, 'reporter.mjs')).href;
  const command = [
    windowsPath(files.node),
    `--test-reporter=${reporter.replace('file:///', 'file:///Z:/')}`,
    `--test-reporter-destination=${windowsPath(results)}`,
    windowsPath(path.join(bundles, `case-${name}.mjs`)),
  ];
  const output = path.join(scratch, `${name}.txt`);
  const { code, output: said } = await wine.run(command, output, { environment });
  const read = existsSync(results) ? readResults(await readFile(results, 'utf8')) : [];
  const isWhole = code === 0 || read.some(({ passed }) => !passed);
  const ended: Result = {
    group: name,
    name: 'runs to its end',
    passed: false,
    milliseconds: 0,
    fault: `ended with ${String(code)}: ${said.slice(-2_000)}`,
  };
  return { said, results: isWhole && read.length > 0 ? read : [...read, ended] };
}

function tell({ group, name, passed, skipped, fault }: Result): void {
  const mark = skipped === undefined ? (passed ? '✓' : '✗') : '-';
  say(`  ${mark} ${group}: ${name}${skipped === undefined ? '' : ` (${skipped})`}`);
  if (fault !== undefined) say(fault.replaceAll(/^/gm, '      '));
}

async function runCases(cases: readonly string[], scratch: string) {
  const cache = cacheFolder(process.env);
  await mkdir(cache, { recursive: true });
  const files = await windowsFiles(cache);
  await bundleForWindows(path.join(scratch, 'bundles'));
  const display = await startBareDisplay();
  const keyboard = await serveKeyboard(display.name);
  try {
    // The prefix has one registry and one keyboard: one run at a time.
    return await withLock(path.join(cache, 'wine-prefix.lock'), async () => {
      const wine = await openWine(cache, scratch, display.name);
      try {
        const environment = {
          INVIGIL_KOFFI: windowsPath(files.koffi),
          INVIGIL_BUNDLES: windowsPath(path.join(scratch, 'bundles')),
          INVIGIL_KEYBOARD: keyboard.url,
        };
        const all: Result[] = [];
        for (const name of cases) {
          const { said, results } = await runCase(name, { wine, files, scratch, environment });
          say(name);
          if (said.trim() !== '') say(said.trim().replaceAll(/^/gm, '    '));
          results.forEach(tell);
          all.push(...results);
        }
        return { results: all, version: wine.version };
      } finally {
        await wine.end();
      }
    });
  } finally {
    await keyboard.end();
    await display.end();
  }
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, report: { type: 'boolean', default: false } },
});
const asked = values.only?.split(',') ?? [...CASES];
const unknown = asked.filter((name) => !CASES.some((known) => known === name));
if (unknown.length > 0)
  throw new Error(`--only takes ${CASES.join(', ')}, not ${unknown.join(', ')}`);

const at = new Date();
const scratch = await mkdtemp(path.join(tmpdir(), 'invigil-windows-'));
try {
  const { results, version } = await runCases(asked, scratch);
  const seconds = (Date.now() - at.getTime()) / 1000;
  const versions = [
    ['wine', version],
    ['Node for Windows', NODE_VERSION],
    ['koffi', KOFFI_VERSION],
  ] as const;
  if (values.report) {
    const file = path.join(REPOSITORY, 'docs', 'reports', 'test-windows.md');
    const page = writeReport({ at, versions, results, seconds });
    await writeFile(file, await format(page, { parser: 'markdown', printWidth: 100 }));
  }
  say(closingLine(countsOf(results)));
  const counts = process.env['INVIGIL_COUNTS'];
  if (counts !== undefined) await writeFile(counts, JSON.stringify(countsOf(results)));
  process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}
