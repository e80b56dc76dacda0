import { mkdir, open as openFile, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readIfThere, syncFolder } from './durableFile.ts';

/** Of the journal's file, in the folder of the user's data. */
export const JOURNAL_NAME = 'lockdown-journal.json';

/**
 * What has been changed on the machine and not been undone yet, one JSON object a line. A change is
 * on disk before it is made, so that after any crash the next start knows what to give back.
 */
export interface Journal {
  /** Resolves once the line cannot be lost any more. Gives its number. */
  readonly note: (measure: string, before: unknown) => Promise<number>;
  readonly undone: (entry: number) => Promise<void>;
  /** Removes the file when everything in it was undone. */
  readonly close: () => Promise<void>;
}

export interface JournalEntry {
  readonly entry: number;
  readonly measure: string;
  /** State before the change, as its measure wrote it. */
  readonly before: unknown;
}

const Line = z.union([
  z.object({ entry: z.number().int(), measure: z.string(), before: z.unknown() }),
  z.object({ undone: z.number().int() }),
]);

/**
 * The file is made with the first note, readable by this user alone. One that is still there, because
 * something could not be undone, is gone on with.
 */
export function openJournal(file: string): Journal {
  let opened: { readonly handle: FileHandle; lastEntry: number } | undefined;
  const pending = new Set<number>();

  const open = async (): Promise<NonNullable<typeof opened>> => {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const text = (await readIfThere(file))?.toString('utf8') ?? '';
    const left = entriesOf(text);
    for (const { entry } of left) pending.add(entry);
    const handle = await openFile(file, 'a', 0o600);
    await syncFolder(path.dirname(file));
    // A line that a crash cut short must not swallow the next one.
    if (text !== '' && !text.endsWith('\n')) await handle.appendFile('\n');
    return { handle, lastEntry: left[0]?.entry ?? 0 };
  };
  const write = async ({ handle }: NonNullable<typeof opened>, line: object): Promise<void> => {
    await handle.appendFile(`${JSON.stringify(line)}\n`);
    await handle.sync();
  };

  return {
    async note(measure, before) {
      opened ??= await open();
      const entry = (opened.lastEntry += 1);
      pending.add(entry);
      await write(opened, { entry, measure, before });
      return entry;
    },
    async undone(entry) {
      opened ??= await open();
      pending.delete(entry);
      await write(opened, { undone: entry });
    },
    async close() {
      await opened?.handle.close();
      if (opened !== undefined && pending.size === 0) await forgetJournal(file);
      opened = undefined;
    },
  };
}

/** What is still to be undone, the latest change first. A line that a crash cut short was never acted on. */
export async function readJournal(file: string): Promise<JournalEntry[]> {
  return entriesOf((await readIfThere(file))?.toString('utf8') ?? '');
}

function entriesOf(text: string): JournalEntry[] {
  const entries = new Map<number, JournalEntry>();
  for (const written of text.split('\n')) {
    const line = parseLine(written);
    if (line === undefined) continue;
    if ('undone' in line) entries.delete(line.undone);
    else entries.set(line.entry, line);
  }
  return [...entries.values()].reverse();
}

/** Removes a journal whose entries were all dealt with. */
export async function forgetJournal(file: string): Promise<void> {
  await rm(file, { force: true });
}

function parseLine(written: string): z.infer<typeof Line> | undefined {
  try {
    return Line.parse(JSON.parse(written));
  } catch {
    return undefined;
  }
}
