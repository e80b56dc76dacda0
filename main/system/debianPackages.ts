import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { ProcessRule } from '../../contract/processRules.ts';

/** Where dpkg keeps, package by package, the list of what it installed. */
const LISTS = '/var/lib/dpkg/info';

/** `debian:NAME`, as it stands in a rule. */
const OURS = 'debian:';

/** Where programs are installed; a list names all the rest of a package as well. */
const PROGRAMS = /^\/(usr\/)?(s?bin|games|lib\w*|libexec)\/|^\/(usr\/local|opt)\//;

/** Which Debian package a file is of, in the form of a rule's `packages`. */
export type DebianOwner = (file: string) => string | undefined;

/**
 * Looks for the packages that the rules name, and for no other: of some dozens the lists are read, where
 * dpkg has thousands. Read at the first question, and again once dpkg has installed or removed something.
 */
export function debianOwner(rules: readonly ProcessRule[], folder = LISTS): DebianOwner {
  const names = namesIn(rules);
  let owners: ReadonlyMap<string, string> = new Map();
  let readAt: number | undefined;
  return (file) => {
    const changedAt = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    // No Debian.
    if (changedAt === undefined) return undefined;
    if (changedAt !== readAt) {
      owners = readOwners(folder, names);
      readAt = changedAt;
    }
    return owners.get(file);
  };
}

function namesIn(rules: readonly ProcessRule[]): ReadonlySet<string> {
  const packages = rules.flatMap((rule) => rule.packages ?? []);
  return new Set(
    packages.filter((each) => each.startsWith(OURS)).map((each) => each.slice(OURS.length)),
  );
}

function readOwners(folder: string, names: ReadonlySet<string>): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const list of readdirSync(folder)) {
    // Of a package that may be there for several processors its name is followed by `:amd64`.
    const name = /^([^:]+)(?::[^:]+)?\.list$/.exec(list)?.[1];
    if (name === undefined || !names.has(name)) continue;
    for (const line of linesOf(`${folder}/${list}`))
      if (PROGRAMS.test(line)) owners.set(merged(line), `${OURS}${name}`);
  }
  return owners;
}

function linesOf(list: string): string[] {
  try {
    return readFileSync(list, 'utf8').split('\n');
  } catch {
    // Removed meanwhile, or not for us to read: its programs are known by their names all the same.
    return [];
  }
}

/** /bin is a link to /usr/bin, and the kernel names the place behind links (usrmerge). */
function merged(file: string): string {
  return /^\/(s?bin|lib\w*)\//.test(file) ? `/usr${file}` : file;
}
