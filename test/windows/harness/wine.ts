import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A Windows of our own: its registry, drives and processes are no other wine's. */
export interface Wine {
  readonly version: string;
  /**
   * Runs a program to its end; what it says goes to a file, as a Windows Node cannot write to a pipe
   * of Linux.
   */
  readonly run: (command: readonly string[], output: string, wishes?: RunWishes) => Promise<Ended>;
  /** Ends all that still runs in this Windows. */
  readonly end: () => Promise<void>;
}

interface RunWishes {
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds, after which it is ended. */
  readonly within?: number;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Changes when what a prefix is made by does, so that an old one is not taken. */
const RECIPE = 1;
const USUAL_LIMIT = 120_000;

/** What the prefix is made by, in this order. */
const MAKING: readonly (readonly string[])[] = [
  ['wineboot', '-i'],
  // Debian's wine calls itself Windows 7, on which Node does not start.
  ['wine', 'winecfg', '/v', 'win10'],
  // A crash ends the program instead of waiting for somebody to press a button.
  [
    'wine',
    'reg',
    'add',
    'HKCU\\Software\\Wine\\WineDbg',
    '/v',
    'ShowCrashDialog',
    '/t',
    'REG_DWORD',
    '/d',
    '0',
    '/f',
  ],
  [
    'wine',
    'reg',
    'add',
    'HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion\\AeDebug',
    '/v',
    'Auto',
    '/t',
    'REG_SZ',
    '/d',
    '0',
    '/f',
  ],
  ['wineserver', '-w'],
];

/**
 * @param cache where the prefix is kept, some 700 MB
 * @param scratch a folder for what its making says
 */
export async function openWine(cache: string, scratch: string, display: string): Promise<Wine> {
  const environmentOf = (prefix: string): NodeJS.ProcessEnv => ({
    ...process.env,
    WINEPREFIX: prefix,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    // Neither .NET nor a browser is asked for, and no menu of the desktop is written to.
    WINEDLLOVERRIDES: 'mscoree=;mshtml=;winemenubuilder.exe=d',
    DISPLAY: display,
    WAYLAND_DISPLAY: undefined,
  });
  const asked = await runIn(process.env, ['wine', '--version'], path.join(scratch, 'version'));
  // Before it, Debian's wine regrets that its 32-bit part is missing.
  const version = /^wine-(\S+)/m.exec(asked.output)?.[1] ?? 'unknown';
  const prefix = path.join(cache, `wine-prefix-${version}-${RECIPE}`);
  if (!existsSync(prefix)) {
    const work = await mkdtemp(`${prefix}.part-`);
    try {
      for (const [step, command] of MAKING.entries()) {
        const said = path.join(scratch, `making-${step}`);
        const { code, output } = await runIn(environmentOf(work), command, said);
        if (code !== 0)
          throw new Error(`${command.join(' ')} ended with ${String(code)}: ${output}`);
      }
      await rename(work, prefix);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  const environment = environmentOf(prefix);
  return {
    version,
    run: (command, output, { environment: more = {}, within = USUAL_LIMIT } = {}) =>
      runIn({ ...environment, ...more }, ['wine', ...command], output, within),
    async end() {
      await runIn(environment, ['wineserver', '-k'], path.join(scratch, 'end'));
      await runIn(environment, ['wineserver', '-w'], path.join(scratch, 'ended'), 20_000);
    },
  };
}

async function runIn(
  environment: NodeJS.ProcessEnv,
  [program = '', ...args]: readonly string[],
  output: string,
  within = USUAL_LIMIT,
): Promise<Ended> {
  await writeFile(output, '');
  const file = await open(output, 'a');
  try {
    const child = spawn(program, args, { env: environment, stdio: ['ignore', file.fd, file.fd] });
    const limit = setTimeout(() => child.kill('SIGKILL'), within);
    const [code] = (await once(child, 'exit')) as [number | null];
    clearTimeout(limit);
    return { code, output: await readFile(output, 'utf8') };
  } finally {
    await file.close();
  }
}

/** Linux's folders are drive Z. */
export function windowsPath(file: string): string {
  return `Z:${file.replaceAll('/', '\\')}`;
}
