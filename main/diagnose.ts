import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AppCatalogue } from '../contract/text/app.ts';
import type { MachineReading } from './checks/index.ts';
import { MachineFile } from './checks/machine/machineFile.ts';

/** Exit codes of `invigil --diagnose FILE`. */
export const DIAGNOSE_EXIT = {
  written: 0,
  /** The file could not be written, or stands there already. */
  failed: 1,
  /** Whoever was asked said no, or there was nobody to ask. */
  declined: 4,
} as const;

/**
 * The file that `--diagnose FILE` or `--diagnose=FILE` names on a command line, as a whole path;
 * `invigil-machine.json` where none is named. Undefined without the switch.
 */
export function diagnoseTarget(argv: readonly string[], folder: string): string | undefined {
  const at = argv.findIndex((argument) => /^--diagnose(=|$)/.test(argument));
  if (at < 0) return undefined;
  const [, given] = /^--diagnose=(.+)$/.exec(argv[at] ?? '') ?? [];
  const next = argv[at + 1];
  const named = given ?? (next === undefined || next.startsWith('-') ? undefined : next);
  return path.resolve(folder, named ?? 'invigil-machine.json');
}

export interface DiagnoseDeps {
  readonly read: () => Promise<MachineReading>;
  /** Shows what would be written, and asks. */
  readonly ask: (question: { lead: string; list: string; left: string }) => Promise<boolean>;
  readonly say: (line: string) => void;
  readonly words: AppCatalogue['diagnose'];
  readonly version: string;
  readonly today: Date;
}

/**
 * Reads this machine, asks whether that may be written, and writes it as a machine file for
 * `npm run verdict`. Nothing is written, and nothing leaves the machine, without a yes. Never
 * overwrites a file. Gives the exit code.
 */
export async function diagnose(file: string, deps: DiagnoseDeps): Promise<number> {
  const { words } = deps;
  const machine = machineFileOf(await deps.read(), deps);
  const agreed = await deps.ask({
    lead: words.lead.replace('{{file}}', file),
    list: listOf(machine, words.unread),
    left: words.left,
  });
  if (!agreed) {
    deps.say(words.declined);
    return DIAGNOSE_EXIT.declined;
  }
  try {
    await writeFile(file, `${JSON.stringify(machine, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    deps.say(words.failed.replace('{{message}}', message));
    return DIAGNOSE_EXIT.failed;
  }
  deps.say(words.written.replace('{{file}}', file));
  return DIAGNOSE_EXIT.written;
}

/** What was read, without the one name of another machine that a session may hold. */
export function machineFileOf(
  { hardware, session }: MachineReading,
  { version, today }: Pick<DiagnoseDeps, 'version' | 'today'>,
): MachineFile {
  const { displayHost, ...rest } = session;
  return MachineFile.parse({
    what: `${hardware.manufacturer ?? hardware.platform} ${hardware.model ?? ''}`.trim(),
    readOn: today.toISOString().slice(0, 10),
    readBy: version,
    sources: [
      {
        values: [...Object.keys(hardware), ...Object.keys(session)].filter(
          (name) => !['platform', 'unread'].includes(name),
        ),
        how: 'verbatim',
        source: `read by the probes of Invigil ${version} on that machine`,
      },
    ],
    hardware,
    session: displayHost === undefined ? rest : { ...rest, displayHost: 'elsewhere' },
  });
}

/** Every value of the file, one a line, as it will stand there. */
function listOf({ hardware, session, what }: MachineFile, unreadWord: string): string {
  const values = { what, ...session, ...hardware };
  const unread = [...hardware.unread, ...(session?.unread ?? [])];
  const lines = Object.entries(values)
    .filter(([name]) => name !== 'unread')
    .map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
  return [...lines, ...unread.map((name) => `${name}: ${unreadWord}`)].join('\n');
}
