import { restoreClipboard } from './clipboard.ts';
import { forgetJournal, readJournal } from '../system/restoreJournal.ts';
import type { RestoreDeps } from './measure.ts';
import { restoreQuiet } from './quiet.ts';

type Restore = (before: unknown, deps: RestoreDeps) => Promise<void>;

/** For each measure that changes the machine, how a later run gives it back. */
const RESTORES: Readonly<Record<string, Restore>> = {
  clipboard: restoreClipboard,
  quiet: restoreQuiet,
};

/**
 * Undoes what an earlier run left changed, the latest change first. Called at every start, before
 * anything else is shown. Gives the measures that were still held; empty after a clean end. One that
 * fails is told and stands in nobody's way: the file goes, so that no start fails for ever.
 */
export async function restoreFromJournal(file: string, deps: RestoreDeps): Promise<string[]> {
  const entries = await readJournal(file);
  for (const { measure, before } of entries) {
    try {
      await RESTORES[measure]?.(before, deps);
    } catch (cause) {
      deps.warn(`${measure} could not be restored`, cause);
    }
  }
  await forgetJournal(file);
  return entries.map(({ measure }) => measure);
}
