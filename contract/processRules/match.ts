import {
  comparable,
  comparableId,
  comparableOriginal,
  namesOf,
  placeOf,
  placesAround,
  type ProcessIdentity,
} from './identity.ts';
import type { OperatingSystem, ProcessRule } from './rule.ts';

/**
 * What a rule was met by, the strongest first: the maker's own marks, which renaming does not change;
 * where the file lies; what it is called.
 */
export const MARKS = ['signature', 'original_name', 'package', 'path', 'name'] as const;
export type Mark = (typeof MARKS)[number];

export interface Match {
  readonly rule: ProcessRule;
  readonly by: Mark;
}

/** Linux keeps 15 bytes of a process's name (TASK_COMM_LEN less its end), so `gnome-calculator` lacks its r. */
const LINUX_NAME_BYTES = 15;

type Index = ReadonlyMap<string, ProcessRule>;

/**
 * Prepares rules for looking up many processes. A process is named by one of its identity fields as a
 * whole: with or without `.exe`, letter case aside where the system ignores it. Never by a part of a
 * name, since a list that ends "nav" also ends innocent programs, and never by its command line. Where
 * several fields name different rules, the strongest mark decides.
 */
export function identityMatcher(
  rules: readonly ProcessRule[],
  system: OperatingSystem,
): (process: ProcessIdentity | string) => Match | undefined {
  const indexes = indexesOf(rules, system);
  // What runs under Wine keeps its Windows name, and Wine itself is the file.
  const wine = system === 'linux' ? indexesOf(rules, 'windows').names : undefined;
  return (process) => {
    const identity = typeof process === 'string' ? { name: process } : process;
    for (const [by, keys, index] of lookups(identity, system, indexes)) {
      const rule = first(keys, index);
      if (rule !== undefined) return { rule, by };
    }
    const rule =
      first(cutNames(identity, system), indexes.cutNames) ??
      (wine !== undefined && /\.exe$/i.test(identity.name)
        ? wine.get(comparable(identity.name, 'windows'))
        : undefined);
    return rule === undefined ? undefined : { rule, by: 'name' };
  };
}

type Indexes = Readonly<
  Record<'signatures' | 'ids' | 'originals' | 'packages' | 'paths' | 'names' | 'cutNames', Index>
>;

/** Marks from the strongest to the weakest, with what to look up where. */
function lookups(
  identity: ProcessIdentity,
  system: OperatingSystem,
  { signatures, ids, originals, packages, paths, names }: Indexes,
): (readonly [Mark, readonly string[], Index])[] {
  const { path, bundleId, teamId, originalName, signer, packageId } = identity;
  return [
    ['signature', givenIds(bundleId), ids],
    ['original_name', system === 'windows' ? givenOriginals(originalName) : [], originals],
    ['package', givenIds(packageId), packages],
    ['signature', givenIds(teamId, signer), signatures],
    ['path', path === undefined || path === '' ? [] : placesAround(path, system), paths],
    ['name', namesOf(identity, system), names],
  ];
}

function indexesOf(rules: readonly ProcessRule[], system: OperatingSystem): Indexes {
  const isMac = system === 'macos';
  const isWindows = system === 'windows';
  const ofSystem = (rule: ProcessRule): string[] =>
    rule[system].map((name) => comparable(name, system));
  return {
    ids: indexBy(rules, (rule) => (isMac ? (rule.bundleIds ?? []).map(comparableId) : [])),
    signatures: indexBy(rules, (rule) =>
      ((isMac ? rule.teamIds : isWindows ? rule.signers : undefined) ?? []).map(comparableId),
    ),
    originals: indexBy(rules, (rule) =>
      isWindows ? [...ofSystem(rule), ...(rule.originalNames ?? []).map(comparableOriginal)] : [],
    ),
    packages: indexBy(rules, (rule) => (rule.packages ?? []).map(comparableId)),
    paths: indexBy(rules, (rule) =>
      (rule.paths ?? []).filter((path) => isOf(path, system)).map((path) => placeOf(path, system)),
    ),
    names: indexBy(rules, ofSystem),
    cutNames: indexBy(rules, (rule) =>
      system !== 'linux'
        ? []
        : ofSystem(rule)
            .filter((name) => name.length > LINUX_NAME_BYTES)
            .map((name) => name.slice(0, LINUX_NAME_BYTES)),
    ),
  };
}

/** Windows paths have a drive or a variable, those of macOS a bundle or a library; the rest is Linux. */
export function isOf(path: string, system: OperatingSystem): boolean {
  if (/^([a-z]:|%)/i.test(path)) return system === 'windows';
  return /^\/(Applications|Library|System)\//.test(path) ? system === 'macos' : system === 'linux';
}

/** The first rule that has a key keeps it. */
function indexBy(
  rules: readonly ProcessRule[],
  keysOf: (rule: ProcessRule) => readonly string[],
): Index {
  const index = new Map<string, ProcessRule>();
  for (const rule of rules)
    for (const key of keysOf(rule)) if (key !== '' && !index.has(key)) index.set(key, rule);
  return index;
}

function first(keys: readonly string[], index: Index): ProcessRule | undefined {
  for (const key of keys) {
    const rule = index.get(key);
    if (rule !== undefined) return rule;
  }
  return undefined;
}

function givenIds(...ids: readonly (string | undefined)[]): string[] {
  return ids.filter((id) => id !== undefined).map(comparableId);
}

function givenOriginals(name: string | undefined): string[] {
  return name === undefined ? [] : [comparableOriginal(name)];
}

/**
 * The kernel's cut name is all there is unless the probe could read which file runs; a script's name is
 * the script's while its file is the interpreter.
 */
function cutNames({ name, path }: ProcessIdentity, system: OperatingSystem): string[] {
  if (system !== 'linux' || name.length !== LINUX_NAME_BYTES) return [];
  const file = path?.split('/').at(-1) ?? '';
  return file.startsWith(name) ? [] : [name];
}

/** As `identityMatcher`, for those who only ask which rule. */
export function processMatcher(
  rules: readonly ProcessRule[],
  system: OperatingSystem,
): (process: ProcessIdentity | string) => ProcessRule | undefined {
  const match = identityMatcher(rules, system);
  return (process) => match(process)?.rule;
}

/** The rule that names this process, if one does. For many processes see `processMatcher`. */
export function matchProcess(
  process: ProcessIdentity | string,
  rules: readonly ProcessRule[],
  system: OperatingSystem,
): ProcessRule | undefined {
  return processMatcher(rules, system)(process);
}
