import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeMachine } from '../bench/machine/describe.ts';
import { ownFolder, REPOSITORY } from '../e2e/support/folders.ts';
import { startPostgres, type Postgres } from '../server/support/postgres.ts';
import { endure } from './endurance.ts';
import { KILLS_METHOD, soakUnderKills, writeKillsReport } from './kills.ts';
import { readOptions, type Options } from './options.ts';
import { soakOutbox } from './outboxSoak.ts';
import { buildPrograms } from './programs/build.ts';
import { seeded } from './random.ts';
import { faultsOf, writeReport, type DatabaseKind, type Results } from './report.ts';
import { soakServer } from './serverSoak.ts';

const METHOD = `# Soak

\`npm run soak\` lets candidates take exams, one after another, while the server, and for some of them
the app, is killed without warning (SIGKILL) at random moments; calls are repeated, sent twice at once,
and apps opened again by their link. Then the database is asked, with no server on it, what it holds.
It must hold every event, incident, photo and heartbeat that was acknowledged, each once, and no status
may have gone backwards, neither in the database nor in what the candidate was told. The app's outbox is
killed on its own as well, while it writes, and its disk read after each kill. Last, a server is left
alone under several times the load of a real exam to see whether it keeps memory that it should let go of.
`;

/** How the time is shared out between the three parts. */
const SHARES = { killing: 0.45, outbox: 0.15, enduring: 0.4 };
const CANDIDATES = { killing: 10, enduring: 8 };
const APPS = 2;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function soak({ minutes, seed }: Options, scratch: string, postgres: Postgres) {
  const random = seeded(seed);
  const whole = minutes * 60_000;
  const programs = await buildPrograms(path.join(scratch, 'programs'));
  const part = async (name: string): Promise<string> => {
    const folder = path.join(scratch, name);
    await mkdir(folder);
    return folder;
  };
  const both = async <Result>(
    name: string,
    work: (folder: string, database: { postgres?: string }) => Promise<Result>,
  ): Promise<Record<DatabaseKind, Result>> => {
    const url = await postgres.newDatabase();
    const [one, other] = await Promise.all([
      work(await part(`${name}-embedded`), {}),
      work(await part(`${name}-postgres`), { postgres: url }),
    ]);
    return { PGlite: one, PostgreSQL: other };
  };

  say('servers are killed, on both databases at once');
  const killed = await both('killed', (folder, database) =>
    soakServer({
      folder,
      ...database,
      random: random.fork(),
      kills: Infinity,
      duration: whole * SHARES.killing,
      candidates: CANDIDATES.killing,
      apps: APPS,
      program: programs.appLife,
    }),
  );
  say('the outbox is killed');
  const outbox = await soakOutbox({
    folder: await part('outbox'),
    program: programs.outboxLife,
    random: random.fork(),
    kills: Infinity,
    until: Date.now() + whole * SHARES.outbox,
  });
  say('servers are left alone, on both databases at once');
  const endured = await both('endured', (folder, database) =>
    endure({
      folder,
      ...database,
      random: random.fork(),
      duration: whole * SHARES.enduring,
      candidates: CANDIDATES.enduring,
    }),
  );
  return { killed, outbox, endured };
}

async function keep(name: string, figures: object, page: string): Promise<void> {
  const artifacts = path.join(REPOSITORY, 'artifacts');
  await mkdir(artifacts, { recursive: true });
  await writeFile(path.join(artifacts, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
  if (!options.report) return;
  const folder = path.join(REPOSITORY, 'docs', 'reports');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name}.md`), page);
}

/** @returns how many promises were not kept */
async function soakAll(): Promise<number> {
  const at = new Date().toISOString();
  const { minutes, seed } = options;
  const found = await soak(options, scratch.path, postgres);
  const results: Results = { at, machine: await describeMachine(), minutes, seed, ...found };
  const report = writeReport(results);
  say(`\n${report}`);
  const faults = faultsOf(results);
  await keep('soak', { ...results, killed: undefined, faults }, `${METHOD}\n${report}`);
  return faults.length;
}

async function soakKills(): Promise<number> {
  const at = new Date().toISOString();
  const { seed, kills, candidates } = options;
  const programs = await buildPrograms(path.join(scratch.path, 'programs'));
  const folder = path.join(scratch.path, 'kills');
  await mkdir(folder);
  const url = await postgres.newDatabase();
  const terms = { folder, postgres: url, program: programs.appLife, kills, candidates };
  const book = await soakUnderKills({ ...terms, random: seeded(seed) });
  const minutes = (Date.now() - Date.parse(at)) / 60_000;
  const about = { at, machine: await describeMachine(), seed, candidates, minutes };
  const report = writeKillsReport({ ...about, book });
  say(`\n${report}`);
  const { counts, faults } = book;
  await keep('kills', { ...about, counts, faults }, `${KILLS_METHOD}\n${report}`);
  return faults.length;
}

const options = readOptions(process.argv.slice(2));
const scratch = await ownFolder('soak');
const postgres = await startPostgres();
try {
  const faults = options.kills > 0 ? await soakKills() : await soakAll();
  process.exitCode = faults === 0 ? 0 : 1;
} finally {
  await postgres.stop();
  await scratch.remove();
}
