import { z } from 'zod';
import {
  quietSetting,
  SETTING_IDS,
  type QuietSetting,
} from '../system/sideChannels/quietSettings.ts';
import { incident, type HoldDeps, type Measure, type RestoreDeps, type Undo } from './measure.ts';

/** Its name in the journal. */
const NAME = 'quiet';

/**
 * Switches off for the exam what the user could switch off by a setting of their own: bubbles of other
 * programs, and on Windows a clipboard that remembers or is shared. Each is noted with its value before it
 * is changed. Where the system has no such setting nothing is claimed.
 */
export const quiet: Measure = {
  name: NAME,
  needed: false,
  applies: ({ sideChannels }) => sideChannels.settings === 'held',
  async hold(deps) {
    const { system, report, warn } = deps;
    const undos: Undo[] = [];
    for (const setting of system.sideChannels?.settings ?? []) {
      try {
        const undo = await switchOff(setting, deps);
        if (undo !== undefined) undos.push(undo);
      } catch (cause) {
        warn(`${setting.id} could not be switched off`, cause);
        const values = { measure: setting.id };
        report(incident('lockdown_incomplete', 'info', { code: 'lockdown_not_held', values }));
      }
    }
    const letGo = await system.holdBubbles?.();
    if (letGo !== undefined) undos.push(letGo);
    return async () => {
      const done = await Promise.allSettled(undos.map((undo) => undo()));
      const failed = done.find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    };
  },
};

/** Undefined when it is off already or not to be had. */
async function switchOff(setting: QuietSetting, { journal }: HoldDeps): Promise<Undo | undefined> {
  const before = await setting.read();
  if (before === undefined || !setting.isOpen(before)) return undefined;
  const entry = await journal.note(NAME, { setting: setting.id, value: before });
  const giveBack = async (): Promise<void> => {
    await setting.write(before);
    await journal.undone(entry);
  };
  try {
    await setting.write(setting.quiet);
  } catch (cause) {
    await giveBack();
    throw cause;
  }
  return giveBack;
}

const Noted = z.object({
  setting: z.enum(SETTING_IDS),
  value: z.union([z.string().max(20), z.number().int().nonnegative(), z.null()]),
});

/** After a crash: the setting as it was, unless the user has changed it since. */
export async function restoreQuiet(before: unknown, { settings }: RestoreDeps): Promise<void> {
  const { setting: id, value } = Noted.parse(before);
  const setting = quietSetting(id, settings);
  const now = await setting.read();
  if (now === setting.quiet) await setting.write(value);
}
