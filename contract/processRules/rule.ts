import { z } from 'zod';
import { Severity } from '../incident.ts';

export const OPERATING_SYSTEMS = ['windows', 'macos', 'linux'] as const;
export const OperatingSystem = z.enum(OPERATING_SYSTEMS);
export type OperatingSystem = z.infer<typeof OperatingSystem>;

/** What a program is to an exam. `named`: the exam itself listed it. */
export const ProcessCategory = z.enum([
  'remote_access',
  'conference',
  'messenger',
  'recorder',
  'virtual_camera',
  'assistant',
  'automation',
  'screen_extension',
  'browser',
  'calculator',
  'spreadsheet',
  'named',
]);
export type ProcessCategory = z.infer<typeof ProcessCategory>;

/** One program, by the names under which its processes run. Only `id` and `name` ever leave a machine. */
export const ProcessRule = z.object({
  /** Stable; names the rule in incidents. */
  id: z.string().min(1).max(300),
  /** As its makers write it; shown to the candidate. */
  name: z.string().min(1).max(300),
  category: ProcessCategory,
  severity: Severity,
  /** File names and original names of Windows. */
  windows: z.array(z.string()),
  /** Process names and bundle ids of macOS. */
  macos: z.array(z.string()),
  /** File names of Linux. */
  linux: z.array(z.string()),
});
export type ProcessRule = z.infer<typeof ProcessRule>;

/** Id, name, and the names per system, several divided by ` | `. */
export type PresetRow = readonly [
  id: string,
  name: string,
  windows: string,
  macos: string,
  linux: string,
];

/** Makes rules of rows that share a category and a severity. */
export function rulesOf(
  category: ProcessCategory,
  severity: Severity,
  rows: readonly PresetRow[],
): ProcessRule[] {
  return rows.map(([id, name, windows, macos, linux]) => ({
    id,
    name,
    category,
    severity,
    windows: namesOf(windows),
    macos: namesOf(macos),
    linux: namesOf(linux),
  }));
}

function namesOf(cell: string): string[] {
  return cell === '' ? [] : cell.split(' | ');
}

/** The rule for a program that an exam names, as a teacher typed it; meant for every system. */
export function namedRule(typed: string): ProcessRule {
  const names = [typed];
  return {
    id: `named:${typed.toLowerCase()}`,
    name: typed,
    category: 'named',
    severity: 'notice',
    windows: names,
    macos: names,
    linux: names,
  };
}
