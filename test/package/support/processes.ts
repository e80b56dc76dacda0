import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { BuiltPackage } from './packages.ts';

/** A running process of an installed package. */
export interface AppProcess {
  readonly pid: number;
  /** Chromium's word: renderer, gpu-process, utility, zygote; `browser` for the first. */
  readonly kind: string;
  readonly words: readonly string[];
  /** Fields of /proc/PID/status. */
  readonly status: ReadonlyMap<string, string>;
  /** Its user namespace differs from ours. */
  readonly ownNamespace: boolean;
}

/** All processes whose program lies in the package's folder, the parents of others first. */
export async function processesOf(built: BuiltPackage): Promise<AppProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.sort((a, b) => a - b).map((pid) => read(pid, built)));
  return found.filter((process) => process !== undefined);
}

async function read(pid: number, { folder }: BuiltPackage): Promise<AppProcess | undefined> {
  try {
    const program = await readlink(`/proc/${String(pid)}/exe`);
    if (!program.startsWith(`${folder}/`)) return undefined;
    const [commandLine, status, namespace, ours] = await Promise.all([
      readFile(`/proc/${String(pid)}/cmdline`, 'utf8'),
      readFile(`/proc/${String(pid)}/status`, 'utf8'),
      readlink(`/proc/${String(pid)}/ns/user`),
      readlink('/proc/self/ns/user'),
    ]);
    // Chromium rewrites the command line of its children with blanks between.
    const words = commandLine.split(/[\0 ]/).filter((word) => word !== '');
    const type = words.find((word) => word.startsWith('--type='));
    const fields = status.split('\n').map((line): [string, string] => {
      const [name = '', value = ''] = line.split(/:\s*/);
      return [name, value.trim()];
    });
    return {
      pid,
      kind: type?.slice('--type='.length) ?? 'browser',
      words,
      status: new Map(fields),
      ownNamespace: namespace !== ours,
    };
  } catch (error) {
    if (isNoneOfOurs(error)) return undefined;
    throw error;
  }
}

/**
 * A process may end while it is being looked at, kernel threads have no program, and what even root
 * may not look at is outside the machine that we are given.
 */
function isNoneOfOurs(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES';
}

/**
 * How many pages the app has; fails unless each is kept in Chromium's sandbox: system calls filtered
 * (Seccomp 2, proc(5)), no way to gain privileges, a user namespace of its own.
 */
export async function renderersInSandbox(built: BuiltPackage): Promise<number> {
  const renderers = (await processesOf(built)).filter(({ kind }) => kind === 'renderer');
  const outside = renderers.filter(
    ({ status, ownNamespace }) =>
      status.get('Seccomp') !== '2' || status.get('NoNewPrivs') !== '1' || !ownNamespace,
  );
  if (outside.length > 0)
    throw new Error(`without sandbox: ${outside.map(({ words }) => words.join(' ')).join('; ')}`);
  return renderers.length;
}

/** Ends the app as a session manager would, and what is left of it after ten seconds. */
export async function endApp(built: BuiltPackage): Promise<void> {
  for (const { pid, kind } of await processesOf(built))
    if (kind === 'browser') signal(pid, 'SIGTERM');
  const deadline = Date.now() + 10_000;
  while ((await processesOf(built)).length > 0) {
    if (Date.now() > deadline)
      for (const { pid } of await processesOf(built)) signal(pid, 'SIGKILL');
    await wait(100);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!isNoneOfOurs(error)) throw error;
  }
}
