/**
 * @typedef {object} Phase one step of the gate
 * @property {string} name
 * @property {string[][]} commands Node programs and their arguments, one after another
 * @property {boolean} [counts] its tests are counted
 * @property {boolean} [besideLast] runs at the same time as the phase before it
 * @property {boolean} [needsElectron] it opens the app: runtime, libraries and display are prepared
 */

/** @param {string[]} projects */
const vitest = (...projects) => [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=./scripts/countReporter.mjs',
  ...projects.map((project) => `--project=${project}`),
];

/** @type {Phase[]} The gate, cheapest first, so that most faults are told within a minute. */
export const phases = [
  { name: 'types', commands: [['node_modules/typescript/bin/tsc', '--build']] },
  {
    name: 'lint',
    besideLast: true,
    commands: [['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']],
  },
  {
    name: 'format',
    besideLast: true,
    commands: [['node_modules/prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn']],
  },
  { name: 'unit', commands: [vitest('unit', 'renderer')], counts: true },
  { name: 'security', commands: [vitest('security')], counts: true },
  { name: 'server', commands: [vitest('server')], counts: true },
  // Where wine is or can be installed; elsewhere it says why not, and is no failure. It waits for windows
  // most of its time, as the phase before it waits for clocks.
  { name: 'windows', besideLast: true, commands: [['scripts/test-windows.mjs']] },
  { name: 'build', commands: [['scripts/build.mjs']] },
  { name: 'e2e', commands: [vitest('e2e')], counts: true, needsElectron: true },
];

/**
 * The phases asked for by `--only a,b`, in their own order; all of them without it.
 *
 * @param {string[]} parameters
 * @returns {Phase[]}
 */
export function choosePhases(parameters) {
  if (parameters.length === 0) return phases;
  const [flag, list, ...rest] = parameters;
  const known = phases.map(({ name }) => name);
  const names = (list ?? '').split(',').filter((name) => name !== '');
  const unknown = names.filter((name) => !known.includes(name));
  if (flag !== '--only' || rest.length > 0 || names.length === 0 || unknown.length > 0)
    throw new Error(`usage: npm test -- [--only PHASE,…]; phases: ${known.join(', ')}`);
  return phases.filter(({ name }) => names.includes(name));
}

/**
 * Phases that run at the same time, in one group each.
 *
 * @param {readonly Phase[]} chosen
 * @returns {Phase[][]}
 */
export function inGroups(chosen) {
  /** @type {Phase[][]} */
  const groups = [];
  for (const phase of chosen) {
    const last = groups.at(-1);
    if (phase.besideLast === true && last !== undefined) last.push(phase);
    else groups.push([phase]);
  }
  return groups;
}
