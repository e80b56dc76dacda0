import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Display } from 'electron';
import { z } from 'zod';
import type { RunCommand } from './command.ts';

export interface DisplayReading {
  /** Screens that the desktop spans, as Electron lists them; a mirrored pair is one of these. */
  readonly screens: readonly { readonly internal: boolean; readonly label: string }[];
  /** Outputs that the OS drives, mirrored ones each for itself. Absent where it was not told. */
  readonly outputs?: number;
  /** The OS says itself that one screen shows what another shows. */
  readonly mirrored?: boolean;
}

export interface DisplaySources {
  readonly getAllDisplays: () => readonly Pick<Display, 'internal' | 'label'>[];
  readonly platform: NodeJS.Platform;
  readonly run: RunCommand;
  /** Folder of the kernel's display outputs. */
  readonly drm?: string;
}

/** The screens, and what the OS knows beside Electron; a part it does not tell stays absent. */
export async function readDisplays(sources: DisplaySources): Promise<DisplayReading> {
  const screens = sources.getAllDisplays().map(({ internal, label }) => ({ internal, label }));
  return { screens, ...(await readOutputs(sources)) };
}

type Outputs = Pick<DisplayReading, 'outputs' | 'mirrored'>;

async function readOutputs({ platform, run, drm = '/sys/class/drm' }: DisplaySources) {
  try {
    switch (platform) {
      case 'linux':
        return await countDrivenOutputs(drm);
      case 'darwin':
        return parseMacDisplays(
          await run('/usr/sbin/system_profiler', ['SPDisplaysDataType', '-json'], {
            timeout: 8_000,
          }),
        );
      default:
        return {};
    }
  } catch {
    return {};
  }
}

/**
 * Counts the outputs that have a picture on them. `enabled`, not `connected`: a closed lid stays
 * connected, and the second card of a laptop lists the same panel again.
 */
export async function countDrivenOutputs(folder: string): Promise<Outputs> {
  const connectors = (await readdir(folder)).filter((name) => /^card\d+-/.test(name));
  if (connectors.length === 0) return {};
  const states = await Promise.all(
    connectors.map((name) => readFile(path.join(folder, name, 'enabled'), 'utf8')),
  );
  return { outputs: states.filter((state) => state.trim() === 'enabled').length };
}

const Profile = z.object({
  SPDisplaysDataType: z.array(
    z.object({
      spdisplays_ndrvs: z.array(z.object({ spdisplays_mirror: z.string().optional() })).optional(),
    }),
  ),
});

/** Reads `system_profiler SPDisplaysDataType -json`. Throws when it is no such JSON. */
export function parseMacDisplays(text: string): Outputs {
  const { SPDisplaysDataType: cards } = Profile.parse(JSON.parse(text));
  const drawn = cards.flatMap((card) => card.spdisplays_ndrvs ?? []);
  return {
    outputs: drawn.length,
    mirrored: drawn.some((display) => display.spdisplays_mirror === 'spdisplays_on'),
  };
}
