import type { OperatingSystem, ProcessRule } from './processRules/rule.ts';

export { browsers as BROWSER_RULES } from './processRules/allowances.ts';
export { PRESET_RULES } from './processRules/preset.ts';
export {
  namedRule,
  OPERATING_SYSTEMS,
  OperatingSystem,
  ProcessCategory,
  ProcessRule,
} from './processRules/rule.ts';

/** What a probe knows of a running process. More fields make a disguise harder; `name` is enough. */
export interface ProcessIdentity {
  /** Name as the system lists it. */
  readonly name: string;
  /** File that runs; `''` where the probe could not read it. */
  readonly path?: string;
  /** macOS bundle id. */
  readonly bundleId?: string;
  /** Windows: OriginalFilename of the version resource, which a renamed file keeps. */
  readonly originalName?: string;
}

/** Linux keeps 15 bytes of a process's name (TASK_COMM_LEN less its end), so `gnome-calculator` lacks its r. */
const LINUX_NAME_BYTES = 15;

/**
 * Prepares rules for looking up many processes. A process is named by one of its identity fields as a
 * whole: with or without `.exe`, letter case aside where the system ignores it. Never by a part of a
 * name, since a list that ends "nav" also ends innocent programs.
 */
export function processMatcher(
  rules: readonly ProcessRule[],
  system: OperatingSystem,
): (process: ProcessIdentity | string) => ProcessRule | undefined {
  const byName = new Map<string, ProcessRule>();
  const byCutName = new Map<string, ProcessRule>();
  for (const rule of rules) {
    for (const name of rule[system].map((written) => comparable(written, system))) {
      if (!byName.has(name)) byName.set(name, rule);
      if (name.length > LINUX_NAME_BYTES) byCutName.set(name.slice(0, LINUX_NAME_BYTES), rule);
    }
  }
  return (process) => {
    const identity = typeof process === 'string' ? { name: process } : process;
    for (const name of namesOf(identity, system)) {
      const rule = byName.get(name);
      if (rule !== undefined) return rule;
    }
    // The kernel's cut name is all there is unless the probe could read which file runs.
    const isCut = system === 'linux' && (identity.path ?? '') === '';
    return isCut ? byCutName.get(identity.name) : undefined;
  };
}

/** The rule that names this process, if one does. For many processes see `processMatcher`. */
export function matchProcess(
  process: ProcessIdentity | string,
  rules: readonly ProcessRule[],
  system: OperatingSystem,
): ProcessRule | undefined {
  return processMatcher(rules, system)(process);
}

export type ProcessVerdict =
  | { readonly verdict: 'forbidden'; readonly rule: ProcessRule }
  | { readonly verdict: 'allowed'; readonly rule: ProcessRule }
  | { readonly verdict: 'unlisted' };

/** The lists of a policy. */
export interface ProcessLists {
  readonly forbidden: readonly ProcessRule[];
  readonly allowed: readonly ProcessRule[];
}

/** What a policy says of a process: the exam's own list first, then what it allows, then the preset. */
export function processJudge(
  lists: ProcessLists,
  system: OperatingSystem,
): (process: ProcessIdentity | string) => ProcessVerdict {
  const isNamed = ({ category }: ProcessRule) => category === 'named';
  const named = processMatcher(lists.forbidden.filter(isNamed), system);
  const allowed = processMatcher(lists.allowed, system);
  const forbidden = processMatcher(lists.forbidden, system);
  return (process) => {
    const forbiddenByName = named(process);
    if (forbiddenByName !== undefined) return { verdict: 'forbidden', rule: forbiddenByName };
    const allowedBy = allowed(process);
    if (allowedBy !== undefined) return { verdict: 'allowed', rule: allowedBy };
    const forbiddenBy = forbidden(process);
    if (forbiddenBy !== undefined) return { verdict: 'forbidden', rule: forbiddenBy };
    return { verdict: 'unlisted' };
  };
}

/** Whether a typed name is one of the names of a rule, on whichever system; letter case aside. */
export function namesProgram(typed: string, rule: ProcessRule): boolean {
  const wanted = comparable(typed, 'macos');
  return [...rule.windows, ...rule.macos, ...rule.linux].some(
    (name) => comparable(name, 'macos') === wanted,
  );
}

/** The form in which two names are the same name. Linux tells upper case from lower, the others do not. */
function comparable(name: string, system: OperatingSystem): string {
  // macOS hands out file names decomposed (NFD), a teacher types them composed.
  const whole = name.trim().normalize('NFC');
  const bare = whole.replace(system === 'macos' ? /\.(exe|app)$/i : /\.exe$/i, '');
  return system === 'linux' ? bare : bare.toLowerCase();
}

function namesOf(identity: ProcessIdentity, system: OperatingSystem): string[] {
  const { name, path, bundleId, originalName } = identity;
  const fileName = path?.split(system === 'windows' ? /[\\/]/ : '/').at(-1);
  return [name, fileName, bundleId, originalName]
    .filter((field) => field !== undefined)
    .map((field) => comparable(field, system))
    .filter((field) => field !== '');
}
