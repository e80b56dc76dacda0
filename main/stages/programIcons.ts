import { forbiddenRunning, type ForbiddenSources } from './forbiddenRunning.ts';
import type { StageParts } from './parts.ts';

/** PNG of a file's icon; undefined where the system has none of its own for it. */
export type IconOf = (file: string) => Promise<Uint8Array | undefined>;

export type ProgramIcons = (
  rules: readonly string[],
) => Promise<Record<string, Uint8Array<ArrayBuffer>>>;

interface Deps extends ForbiddenSources, Pick<StageParts, 'log'> {
  /** Undefined where files have no icons, as on Linux; then nothing is read. */
  readonly iconOf: IconOf | undefined;
}

/** Pictures of forbidden programs that run, to tell them by at a glance; they never leave the machine. */
export function programIcons({ iconOf, log, ...sources }: Deps): ProgramIcons {
  return async (rules) => {
    if (iconOf === undefined) return {};
    const running = await forbiddenRunning(sources);
    const icons: Record<string, Uint8Array<ArrayBuffer>> = {};
    for (const rule of rules) {
      const file = running.get(rule)?.find(({ path }) => path !== undefined)?.path;
      if (file === undefined) continue;
      try {
        const icon = await iconOf(fileWithIcon(file));
        if (icon !== undefined) icons[rule] = new Uint8Array(icon);
      } catch (error) {
        // A picture more or less: the name and the reason are there all the same.
        log.warn(`the icon of ${rule} could not be read: ${String(error)}`);
      }
    }
    return icons;
  };
}

/** On macOS an application has its icon, and not the file in it that runs. */
export function fileWithIcon(file: string): string {
  return /^.*?\.app(?=\/)/i.exec(file)?.[0] ?? file;
}
