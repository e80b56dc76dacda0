import { z } from 'zod';
import { Severity } from '../incident.ts';

export const OPERATING_SYSTEMS = ['windows', 'macos', 'linux'] as const;
export const OperatingSystem = z.enum(OPERATING_SYSTEMS);
export type OperatingSystem = z.infer<typeof OperatingSystem>;

/**
 * What a program is to an exam. `remote_management`: what an institution itself looks after its machines
 * with. `named`: the exam itself listed it. `assistive`: staff named it for this candidate.
 */
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
  'remote_management',
  'developer_tool',
  'file_sync',
  'virtual_machine',
  'note_taking',
  'media_player',
  'tunnel',
  'screenshot',
  'clipboard_manager',
  'inspection',
  'named',
  'assistive',
]);
export type ProcessCategory = z.infer<typeof ProcessCategory>;

const Names = z.array(z.string().min(1).max(300)).max(100);

/**
 * One program, by whatever tells its processes. Every field is compared as a whole and never in part.
 * Only `id` and `name` ever leave a machine.
 */
export const ProcessRule = z.object({
  /** Stable; names the rule in incidents. */
  id: z.string().min(1).max(300),
  /** As its makers write it; shown to the candidate. */
  name: z.string().min(1).max(300),
  category: ProcessCategory,
  severity: Severity,
  /** File names of Windows. */
  windows: Names,
  /** Process and application names of macOS. */
  macos: Names,
  /** File names of Linux. */
  linux: Names,
  /** Windows: OriginalFilename of the version resource, where it is not one of `windows`. */
  originalNames: Names.optional(),
  /** Windows: who signed it, where everything of that signer is this program. */
  signers: Names.optional(),
  /** macOS. */
  bundleIds: Names.optional(),
  /**
   * macOS: the developer's team id, where everything of that team is this program: not a maker's that
   * signs other programs too, nor one's whose helper runs while the program does not.
   */
  teamIds: Names.optional(),
  /**
   * Linux: `flatpak:ID`, `snap:NAME`, or `debian:NAME` where all programs of that package are this one: not
   * one whose helper runs while the program does not, as a desktop's search provider.
   */
  packages: Names.optional(),
  /** A file, or a folder when it ends with a separator. See `placeOf` for `%ProgramFiles%` and the like. */
  paths: Names.optional(),
});
export type ProcessRule = z.infer<typeof ProcessRule>;

/** A rule as it is written in the catalogue: several names in one cell are divided by ` | `. */
export interface CatalogueRow {
  readonly name: string;
  readonly windows?: string;
  readonly macos?: string;
  readonly linux?: string;
  readonly original?: string;
  readonly signer?: string;
  readonly bundle?: string;
  readonly team?: string;
  readonly flatpak?: string;
  readonly snap?: string;
  readonly debian?: string;
  readonly path?: string;
}

/** Makes rules of rows that share a category and a severity; a row's key is the rule's id. */
export function rulesOf(
  category: ProcessCategory,
  severity: Severity,
  rows: Readonly<Record<string, CatalogueRow>>,
): ProcessRule[] {
  return Object.entries(rows).map(([id, row]) => ({
    id,
    name: row.name,
    category,
    severity,
    windows: cellsOf(row.windows),
    macos: cellsOf(row.macos),
    linux: cellsOf(row.linux),
    ...given('originalNames', cellsOf(row.original)),
    ...given('signers', cellsOf(row.signer)),
    ...given('bundleIds', cellsOf(row.bundle)),
    ...given('teamIds', cellsOf(row.team)),
    ...given('packages', [
      ...cellsOf(row.flatpak).map((each) => `flatpak:${each}`),
      ...cellsOf(row.snap).map((each) => `snap:${each}`),
      ...cellsOf(row.debian).map((each) => `debian:${each}`),
    ]),
    ...given('paths', cellsOf(row.path)),
  }));
}

function cellsOf(cell: string | undefined): string[] {
  return cell === undefined ? [] : cell.split(' | ');
}

function given<Key extends string>(key: Key, values: string[]): Partial<Record<Key, string[]>> {
  return values.length === 0 ? {} : ({ [key]: values } as Record<Key, string[]>);
}

/**
 * The rule for a program that an exam names, as a teacher typed it; meant for every system, and for
 * whichever of the fields holds such a name.
 */
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
    bundleIds: names,
  };
}

/** The rule for assistive software that staff named for one candidate. */
export function assistiveRule(typed: string): ProcessRule {
  return { ...namedRule(typed), category: 'assistive' };
}
