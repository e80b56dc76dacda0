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
  /** File that runs. */
  readonly path?: string;
  /** macOS bundle id. */
  readonly bundleId?: string;
  /** Windows: OriginalFilename of the version resource, which a renamed file keeps. */
  readonly originalName?: string;
}

/**
 * The first rule that names this process, by one of its identity fields as a whole: with or without
 * `.exe`, letter case aside where the system ignores it. Never by a part of a name, since a list that
 * kills "nav" also kills innocent programs.
 */
export function matchProcess(
  process: ProcessIdentity | string,
  rules: readonly ProcessRule[],
  system: OperatingSystem,
): ProcessRule | undefined {
  const identity = typeof process === 'string' ? { name: process } : process;
  const names = namesOf(identity, system);
  return rules.find((rule) =>
    rule[system].some(
      (name) => names.has(comparable(name, system)) || isCut(name, identity, system),
    ),
  );
}

export type ProcessVerdict =
  | { readonly verdict: 'forbidden'; readonly rule: ProcessRule }
  | { readonly verdict: 'allowed'; readonly rule: ProcessRule }
  | { readonly verdict: 'unlisted' };

/** What a policy says of a process: the exam's own list first, then what it allows, then the preset. */
export function judgeProcess(
  process: ProcessIdentity | string,
  lists: { readonly forbidden: readonly ProcessRule[]; readonly allowed: readonly ProcessRule[] },
  system: OperatingSystem,
): ProcessVerdict {
  const named = lists.forbidden.filter((rule) => rule.category === 'named');
  const forbiddenByName = matchProcess(process, named, system);
  if (forbiddenByName !== undefined) return { verdict: 'forbidden', rule: forbiddenByName };
  const allowed = matchProcess(process, lists.allowed, system);
  if (allowed !== undefined) return { verdict: 'allowed', rule: allowed };
  const forbidden = matchProcess(process, lists.forbidden, system);
  if (forbidden !== undefined) return { verdict: 'forbidden', rule: forbidden };
  return { verdict: 'unlisted' };
}

/** Whether a typed name is one of the names of a rule, on whichever system. */
export function namesProgram(typed: string, rule: ProcessRule): boolean {
  const wanted = comparable(typed, 'windows');
  return [...rule.windows, ...rule.macos, ...rule.linux].some(
    (name) => comparable(name, 'windows') === wanted,
  );
}

/** The form in which two names are the same name. Linux tells upper case from lower, the others do not. */
function comparable(name: string, system: OperatingSystem): string {
  // macOS hands out file names decomposed (NFD), a teacher types them composed.
  const whole = name.trim().normalize('NFC');
  const bare = whole.replace(system === 'macos' ? /\.(exe|app)$/i : /\.exe$/i, '');
  return system === 'linux' ? bare : bare.toLowerCase();
}

function namesOf(identity: ProcessIdentity, system: OperatingSystem): Set<string> {
  const fileName = identity.path?.split(system === 'windows' ? /[\\/]/ : '/').at(-1);
  const fields = [identity.name, fileName, identity.bundleId, identity.originalName];
  const names = fields.filter((field) => field !== undefined && field.trim() !== '');
  return new Set(names.map((name) => comparable(name ?? '', system)));
}

/** Linux keeps 15 bytes of a process's name (TASK_COMM_LEN less its end), so `gnome-calculator` lacks its r. */
const LINUX_NAME_BYTES = 15;

/** A name that the kernel cut is compared with the rule's name cut likewise, unless the file is known. */
function isCut(name: string, identity: ProcessIdentity, system: OperatingSystem): boolean {
  if (system !== 'linux' || identity.path !== undefined) return false;
  return name.length > LINUX_NAME_BYTES && identity.name === name.slice(0, LINUX_NAME_BYTES);
}
