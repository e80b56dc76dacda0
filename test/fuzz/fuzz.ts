import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../bench/machine/describe.ts';
import { REPOSITORY } from '../e2e/support/folders.ts';
import { startInstituteServer } from '../server/proctorexam/institute.ts';
import { startPostgres } from '../server/support/postgres.ts';
import { fireAll, type Findings } from './fire.ts';
import { readLinks } from './links.ts';
import { measureTiming } from './timing.ts';
import { makeWorld } from './world.ts';

const METHOD = `# Bad input

\`npm run fuzz\` sends the real server, on a real PostgreSQL, inputs that fast-check makes: valid ones with one
thing wrong, garbled tokens and signatures, forged logs, pictures that are none, and any bytes, to every
route that the server has. The same schemas and keys judge each input beside the server: what they refuse
may not be accepted, whatever it is, and nothing may be answered with a fault of the server's own or end
it. Deep links are read by the app's own reader. The seed is printed; the same seed makes the same inputs.
`;

const USAGE = 'usage: npm run fuzz -- [--inputs 100000] [--seed N] [--report]';
/** A share of the inputs are deep links, which need no server. */
const LINKS = 0.1;
const APPS = 250;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function readOptions(): { inputs: number; seed: number; report: boolean } {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      report: { type: 'boolean', default: false },
    },
  });
  const inputs = Number(values.inputs);
  const seed = Number(values.seed);
  if (!(inputs >= 100) || !Number.isSafeInteger(inputs)) throw new Error(USAGE);
  if (!Number.isSafeInteger(seed)) throw new Error(USAGE);
  return { inputs, seed, report: values.report };
}

const { inputs, seed, report } = readOptions();
say(`seed ${seed}`);
const postgres = await startPostgres();
const server = await startInstituteServer({ database: await postgres.newDatabase() });
const begun = Date.now();
let broken = 0;
process.on('unhandledRejection', () => (broken += 1));
let found: Findings;
try {
  const count = Math.round(inputs * (1 - LINKS));
  found = await fireAll(await makeWorld(server, APPS), { count, seed, say });
} finally {
  await server.close();
  await postgres.stop();
}
const timing = measureTiming();
const links = readLinks(Math.round(inputs * LINKS), seed);
const faults = [...found.faults, ...links.faults];
if (broken > 0) faults.push(`${broken} promises were broken and nobody caught them`);
const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
const page = `${[
  `Run ${new Date(begun).toISOString().slice(0, 16).replace('T', ' ')} UTC for ${minutes} minutes with seed ${seed} and ${inputs} inputs on ${await describeMachine()}.`,
  faults.length === 0
    ? '**No crash, no answer of 500 or more, and nothing accepted that is not sound.**'
    : `**${faults.length} faults.**\n\n${faults
        .slice(0, 40)
        .map((fault) => `- ${fault}`)
        .join('\n')}`,
  [
    '| | inputs | accepted | refused | too many at once |',
    '|---|---|---|---|---|',
    ...found.outcomes.map(
      (each) =>
        `| ${[each.kind, each.count, each.accepted, each.refused, each.tooMany].join(' | ')} |`,
    ),
    `| deep links | ${Math.round(inputs * LINKS)} | ${links.taken} | ${Math.round(inputs * LINKS) - links.taken} | 0 |`,
  ].join('\n'),
  '## How long a wrong signature takes to refuse',
  `Of ${timing.pairs} checks of each kind, by chance one that is wrong in its first byte: ${timing.first.toFixed(2)} µs; in its last: ${timing.last.toFixed(2)} µs; Welch’s t ${timing.t.toFixed(2)} (a leak shows beyond ±4.5). Compared is with timingSafeEqual, which a test holds for every file that makes a MAC.`,
].join('\n\n')}\n`;
say(`\n${page}`);
if (report) {
  const folder = path.join(REPOSITORY, 'docs', 'reports');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'fuzz.md'), `${METHOD}\n${page}`);
}
process.exitCode = faults.length === 0 ? 0 : 1;
