import type { RunCommand } from './command.ts';

/** The developer's team of each file that has one, by the file's path. */
export type TeamIds = (files: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Apple's own, signed by no team; asking after hundreds of them would tell nothing. */
const SYSTEM = /^\/(System|bin|sbin|usr\/(?!local\/)|Library\/Apple)\/?/;

/** One call reads many files, and takes some milliseconds for each. */
const AT_ONCE = 40;

/**
 * Asks codesign once for each file that was not asked about before. A file whose signature could not be
 * read is known by its other marks alone, and is not asked about again.
 */
export function createTeamIds(run: RunCommand): TeamIds {
  const known = new Map<string, string>();
  const asked = new Set<string>();
  return async (files) => {
    const fresh = [...new Set(files)].filter((file) => !asked.has(file) && !SYSTEM.test(file));
    for (const file of fresh) asked.add(file);
    for (let at = 0; at < fresh.length; at += AT_ONCE)
      for (const [file, team] of await askFor(fresh.slice(at, at + AT_ONCE), run))
        known.set(file, team);
    return known;
  };
}

async function askFor(
  files: readonly string[],
  run: RunCommand,
): Promise<ReadonlyMap<string, string>> {
  try {
    // It writes what it displays to stderr, and leaves with 1 when one of the files is not signed.
    const options = { codes: [1], stream: 'stderr' } as const;
    return parseTeamIds(await run('/usr/bin/codesign', ['-dv', '--verbose=2', ...files], options));
  } catch {
    return new Map();
  }
}

/**
 * Teams by file, of `codesign -dv --verbose=2 FILE…`: lines `key=value`, each file's beginning with
 * `Executable=`. `TeamIdentifier=not set` is a signature without a team.
 */
export function parseTeamIds(text: string): ReadonlyMap<string, string> {
  const teams = new Map<string, string>();
  let file: string | undefined;
  for (const line of text.split('\n')) {
    const [, key, value] = /^(Executable|TeamIdentifier)=(.+?)\r?$/.exec(line) ?? [];
    if (key === 'Executable') file = value;
    if (key !== 'TeamIdentifier' || file === undefined || value === undefined) continue;
    // Ten capitals and digits; anything else says that there is none.
    if (/^[A-Z0-9]{10}$/.test(value)) teams.set(file, value);
  }
  return teams;
}
