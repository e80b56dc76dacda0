import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { displayTools, ensureDebian } from '../../scripts/debian.mjs';
import { withDisplay } from '../../scripts/display.mjs';
import { electronRuntime } from '../../scripts/electron-runtime.mjs';
import { ownFolder, REPOSITORY } from '../e2e/support/folders.ts';
import { measureColdStart } from './app/coldStart.ts';
import { measureCover } from './app/cover.ts';
import { measureExamMemory } from './app/examMemory.ts';
import { measureGuards } from './app/guards.ts';
import { measureCrowd } from './crowd/index.ts';
import { CROWD_METHOD } from './crowd/report.ts';
import type { Figures } from './figures.ts';
import { describeMachine } from './machine/describe.ts';
import { quietMoments, type Quiet } from './machine/quiet.ts';
import { readOptions, type Options } from './options.ts';
import { writeCrowdReport, writeReport } from './report.ts';
import { DATABASES, measureServer } from './server/throughput.ts';
import { measureProcesses } from './processes/index.ts';
import { prepareSetting, type Setting } from './setting.ts';

const METHOD = `# Benchmarks

Every figure stands beside a baseline that is measured by turns with it, on the same machine, by
\`npm run bench\`: a ratio can be compared with another day's, a figure alone cannot. Given are the
median and, in brackets, the least and the most; a ratio is the median of the ratios of neighbouring
measurements.

- **Cold start**: the first contentful paint as the page itself tells it, against a bare Electron
  window with React, zustand and React Aria on the same runtime, with warm file caches.
- **Memory in the exam**: all processes together (smaps_rollup), against a bare window with one view
  that shows the same exam page; the runtime is a copy of its own, so that nothing else shares it.
- **Server**: fifty connections of the same machine; the baseline is a bare Fastify that does one
  parametrised insert a request into the same kind of database. Client, server and database share the
  cores. A start or a status event is one transaction of about a dozen statements.
- **Looking at processes**: processor time, of started programs too, beside what others would use and
  beside a bare read of the same facts, on a machine filled up with sleeping processes; and how long
  after its start a forbidden program is an incident.
- **Guards**: the processor time of a window with every measure of level high held, and of all that the
  measures start, less that of the same window with nothing held; and how long after the start of a
  forbidden program the exam is covered on the candidate's screen, in the real app.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function measureApps(options: Options, quiet: Quiet, scratch: string) {
  const runtime = await electronRuntime(say);
  await ensureDebian({ executable: runtime.executable, tools: displayTools }, say);
  return withDisplay(async (display) => {
    Object.assign(process.env, display);
    const setting = await prepareSetting(runtime, { scratch, quiet, say });
    const { parts, runs, idleSeconds } = options;
    return {
      electron: runtime.version,
      ...(parts.includes('start') ? { start: await measureColdStart(setting, runs.start) } : {}),
      ...(parts.includes('memory')
        ? { memory: await measureExamMemory(setting, runs.memory, idleSeconds) }
        : {}),
      ...(parts.includes('guards') ? { guards: await measureHeld(setting, runs.guards) } : {}),
    };
  });
}

/** Programs that are started to be covered, and seconds in which nothing happens, of each run. */
const COVERS_A_RUN = 10;
const IDLE_A_RUN = 60;

async function measureHeld(
  setting: Setting,
  runs: number,
): Promise<NonNullable<Figures['guards']>> {
  const cover = await measureCover(setting, runs * COVERS_A_RUN);
  return { cover, idle: await measureGuards(setting, runs * IDLE_A_RUN) };
}

async function measureServers(runs: number, quiet: Quiet, scratch: string) {
  const measured = [];
  for (const kind of DATABASES) {
    const folder = path.join(scratch, kind);
    await mkdir(folder);
    measured.push([kind, await measureServer(kind, { runs, folder, quiet, say })] as const);
  }
  return Object.fromEntries(measured) as NonNullable<Figures['server']>;
}

async function measure(options: Options): Promise<Figures> {
  const scratch = await ownFolder('bench');
  const quiet = quietMoments();
  const surroundings = { folder: scratch.path, quiet, say };
  try {
    const needsApps = options.parts.some((part) => ['start', 'memory', 'guards'].includes(part));
    return {
      at: new Date().toISOString(),
      machine: await describeMachine(),
      ...(needsApps ? await measureApps(options, quiet, scratch.path) : {}),
      ...(options.parts.includes('server')
        ? { server: await measureServers(options.runs.server, quiet, scratch.path) }
        : {}),
      ...(options.parts.includes('processes')
        ? { processes: await measureProcesses({ runs: options.runs.processes, ...surroundings }) }
        : {}),
      ...(options.parts.includes('crowd')
        ? { crowd: await measureCrowd(crowdOf(options), surroundings) }
        : {}),
      busy: quiet.shares,
    };
  } finally {
    await scratch.remove();
  }
}

/** Within a minute, and then for five; fewer candidates come as densely and stay as much shorter. */
function crowdOf({ candidates, runs }: Options) {
  const share = Math.min(1, candidates / 10_000);
  return {
    candidates,
    startSeconds: Math.max(10, 60 * share),
    beatSeconds: Math.max(10, 300 * share),
    runs: runs.crowd,
  };
}

async function keep(file: string, text: string): Promise<void> {
  const place = path.join('docs', 'reports', file);
  await mkdir(path.dirname(path.join(REPOSITORY, place)), { recursive: true });
  await writeFile(path.join(REPOSITORY, place), text);
  say(`report: ${place}`);
}

const options = readOptions(process.argv.slice(2));
const figures = await measure(options);
const { crowd } = figures;
const reports = {
  ...(options.parts.some((part) => part !== 'crowd')
    ? { 'bench.md': { method: METHOD, report: writeReport(figures) } }
    : {}),
  ...(crowd === undefined
    ? {}
    : { 'crowd.md': { method: CROWD_METHOD, report: writeCrowdReport(figures, crowd) } }),
};
for (const { report } of Object.values(reports)) say(`\n${report}`);
const artifacts = path.join(REPOSITORY, 'artifacts');
await mkdir(artifacts, { recursive: true });
await writeFile(path.join(artifacts, 'bench.json'), `${JSON.stringify(figures, null, 2)}\n`);
say('as JSON: artifacts/bench.json');
if (options.report) {
  for (const [file, { method, report }] of Object.entries(reports)) {
    await keep(file, `${method}\n${report}`);
  }
}
