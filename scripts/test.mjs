/**
 * `npm test`: the gate. Each phase with its duration, the first failing one ends it, and the last
 * line says `N passed, N failed`. A part of it: `npm test -- --only unit,e2e`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { closingLine, countOutcome, noCounts, sumCounts } from './counts.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';
import { choosePhases, inGroups } from './phases.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {import('./phases.mjs').Phase} Phase */
/** @typedef {'at once' | ((part: Buffer) => void)} Hear where a command's words go */

const repository = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), 'invigil-test-'));
/** A phase that takes longer hangs, ms. */
const phaseLimit = 15 * 60_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

const hasGroups = process.platform !== 'win32';

/**
 * Ends a command with all that it started: workers, browsers and the app are in its group.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function endGroup(child, signal) {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (hasGroups) process.kill(-child.pid, signal);
  else child.kill(signal);
}

/**
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} environment
 * @param {Hear} hear
 * @returns {Promise<boolean>} whether it ended well
 */
async function runCommand(command, environment, hear) {
  const child = spawn(process.execPath, command, {
    cwd: repository,
    env: { ...process.env, ...environment },
    stdio: hear === 'at once' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    detached: hasGroups,
  });
  if (hear !== 'at once') for (const part of [child.stdout, child.stderr]) part?.on('data', hear);
  running.add(child);
  const limit = setTimeout(() => {
    say(`${command[0] ?? ''} took longer than ${phaseLimit / 60_000} minutes and is ended`);
    endGroup(child, 'SIGKILL');
  }, phaseLimit);
  const [code] = await once(child, 'exit');
  clearTimeout(limit);
  running.delete(child);
  return code === 0;
}

/**
 * @param {Phase} phase
 * @param {NodeJS.ProcessEnv} environment
 * @param {Hear} [hear]
 * @returns {Promise<{ endedWell: boolean, counts: Counts }>}
 */
async function runPhase(phase, environment, hear = 'at once') {
  const countsFile = path.join(scratch, `${phase.name}.json`);
  let endedWell = true;
  for (const command of phase.commands)
    endedWell &&= await runCommand(command, { ...environment, INVIGIL_COUNTS: countsFile }, hear);
  /** @type {Counts} */
  const counts = existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, 'utf8')) : noCounts();
  const isGreen = endedWell && counts.failed === 0 && (!phase.counts || counts.passed > 0);
  return { endedWell: isGreen, counts: countOutcome(counts, isGreen) };
}

/**
 * @param {Phase[]} chosen
 * @returns {Promise<NodeJS.ProcessEnv>} what the phases that open the app are given
 */
async function prepare(chosen) {
  if (!chosen.some(({ needsElectron }) => needsElectron)) return {};
  const { electronRuntime } = await import('./electron-runtime.mjs');
  const { ensureDebian, testTools } = await import('./debian.mjs');
  const runtime = await electronRuntime(say);
  await ensureDebian({ executable: runtime.executable, tools: testTools }, say);
  return runtime.source === 'pinned' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: runtime.dist };
}

/** @param {Phase} phase @param {NodeJS.ProcessEnv} prepared */
async function runWhereItBelongs(phase, prepared) {
  if (!phase.needsElectron) return runPhase(phase, {});
  const { withDisplay } = await import('./display.mjs');
  return withDisplay((display) =>
    runPhase(phase, { ...prepared, ...display, WAYLAND_DISPLAY: undefined }),
  );
}

/** @returns {Promise<{ endedWell: boolean, counts: Counts }>} */
async function runGate() {
  ensureDependencies();
  const chosen = choosePhases(process.argv.slice(2));
  const prepared = await prepare(chosen);
  const all = [];
  for (const group of inGroups(chosen)) {
    const outcomes = await Promise.all(
      group.map((phase) => runTold(phase, prepared, group.length > 1)),
    );
    all.push(...outcomes.map(({ counts }) => counts));
    if (outcomes.some(({ endedWell }) => !endedWell))
      return { endedWell: false, counts: sumCounts(all) };
  }
  return { endedWell: true, counts: sumCounts(all) };
}

/**
 * Runs a phase and tells how it went; one that has company says its words when it has ended.
 *
 * @param {Phase} phase @param {NodeJS.ProcessEnv} prepared @param {boolean} hasCompany
 */
async function runTold(phase, prepared, hasCompany) {
  if (!hasCompany) say(`\n── ${phase.name}`);
  const startedAt = Date.now();
  /** @type {Buffer[]} */
  const words = [];
  const outcome = hasCompany
    ? await runPhase(phase, {}, (part) => words.push(part))
    : await runWhereItBelongs(phase, prepared);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (hasCompany) say(`\n── ${phase.name}`);
  process.stdout.write(Buffer.concat(words));
  say(`── ${phase.name}: ${outcome.endedWell ? 'passed' : 'FAILED'} in ${seconds} s`);
  return outcome;
}

endWithNpm();
for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
]))
  process.once(signal, () => {
    for (const child of running) endGroup(child, signal);
    process.exit(code);
  });

const { endedWell, counts } = await runGate()
  .catch((/** @type {unknown} */ error) => {
    say(`The gate could not run: ${error instanceof Error ? error.message : String(error)}`);
    return { endedWell: false, counts: countOutcome(noCounts(), false) };
  })
  .finally(() => rmSync(scratch, { recursive: true, force: true }));
say('');
for (const { name, reason } of counts.skipped) say(`skipped: ${name} (${reason})`);
say(closingLine(counts));
process.exitCode = endedWell ? 0 : 1;
