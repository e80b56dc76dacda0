import path from 'node:path';
import { z } from 'zod';
import { readIfThere } from './durableFile.ts';
import { RuleSetKey } from './ruleSetKeys.ts';
import type { Log } from './log.ts';
import { trustedServersByPolicy } from './windows/policy.ts';
import type { Registry } from './windows/registry.ts';

/** What an institution's administrators decide for all candidates of a computer. */
export const ManagedSettings = z.object({
  /** Addresses of servers whose links open without asking; origin, and path prefix where needed. */
  trustedServers: z.array(z.url({ protocol: /^https?$/ })).default([]),
  /** Whose signature a rule set of programs needs; absent: what a server hands out is taken. */
  ruleSetKeys: z.array(RuleSetKey).optional(),
});
export type ManagedSettings = z.infer<typeof ManagedSettings>;

const NONE: ManagedSettings = { trustedServers: [] };

/** A place that only administrators write to, by operating system. */
export function managedSettingsFile(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): string {
  if (platform === 'win32') {
    const programData = environment['ProgramData'] ?? 'C:\\ProgramData';
    return path.win32.join(programData, 'Invigil', 'managed.json');
  }
  if (platform === 'darwin') return '/Library/Application Support/Invigil/managed.json';
  return '/etc/invigil/managed.json';
}

/** That keys were named, though none that can be read: then no delivered rule set is good. */
const NamesKeys = z
  .looseObject({ ruleSetKeys: z.unknown() })
  .refine((file) => 'ruleSetKeys' in file);

/**
 * A file with a fault trusts nobody: the candidate is asked, no rule set is taken where the file says
 * that it needs a signature, and the log names the key at fault.
 */
export async function readManagedSettings(file: string, log: Log): Promise<ManagedSettings> {
  try {
    const content = await readIfThere(file);
    if (content === undefined) return NONE;
    const settings: unknown = JSON.parse(content.toString('utf8'));
    const parsed = ManagedSettings.safeParse(settings);
    if (parsed.success) return parsed.data;
    log.error(`managed settings in ${file} are ignored: ${z.prettifyError(parsed.error)}`);
    if (NamesKeys.safeParse(settings).success) return { ...NONE, ruleSetKeys: [] };
  } catch (error) {
    log.error(`managed settings in ${file} are ignored`, error);
  }
  return NONE;
}

/**
 * Trusted servers of Windows' group policy (`Software\\Policies\\Invigil`, list `TrustedServers`), which
 * stand beside those of the file. A policy with a fault is as good as none, and the log names it.
 */
export function readManagedPolicy(
  registry: Pick<Registry, 'readValue'>,
  log: Log,
): readonly string[] {
  try {
    const trustedServers = trustedServersByPolicy(registry);
    const parsed = ManagedSettings.safeParse({ trustedServers });
    if (parsed.success) return parsed.data.trustedServers;
    log.error(`the policy TrustedServers is ignored: ${z.prettifyError(parsed.error)}`);
  } catch (error) {
    log.error('the policy TrustedServers could not be read', error);
  }
  return [];
}
