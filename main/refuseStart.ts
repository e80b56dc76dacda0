import { app, dialog } from 'electron';
import path from 'node:path';
import type { Reason } from '../contract/reasons.ts';
import { appCatalogues, textLanguageFor } from '../contract/text/app.ts';
import { openLog } from './system/log.ts';
import { APP_CHANGED_EXIT_CODE } from './system/ownFiles.ts';
import { UNSAFE_START_EXIT_CODE } from './system/startSafety.ts';

/** Why the app does not start at all, and with which exit code: each told apart from a crash (1). */
const EXIT_CODES = {
  unsafe_start: UNSAFE_START_EXIT_CODE,
  app_changed: APP_CHANGED_EXIT_CODE,
} as const satisfies Partial<Record<Reason, number>>;

/** Lines of the box; the log and stderr have all. */
const MOST_SHOWN = 5;

/**
 * Says why the app will not start like this, on stderr, in the log and in a plain box, and ends it.
 * Nothing else of the app has been made by then, so that there is nothing for a debugger to hold.
 * @param details switches, or what is not as it was packed
 */
export function refuseStart(reason: keyof typeof EXIT_CODES, details: readonly string[]): void {
  const line = `${reason}: ${details.join(' ')}`;
  process.stderr.write(`invigil: ${line}\n`);
  app
    .whenReady()
    .then(() => {
      openLog(path.join(app.getPath('userData'), 'logs'), false).error(`not started: ${line}`);
      const { name } = app;
      const words = appCatalogues[textLanguageFor(app.getLocale())].reason[reason];
      // The box that does not wait tells of its answer half a minute late on Linux, where no window of
      // ours is there to wake the loop (Electron 33.2.1).
      dialog.showMessageBoxSync({
        type: 'error',
        title: name,
        message: words.sentence,
        detail: `${words.wayOut}\n\n${reason} ${details.slice(0, MOST_SHOWN).join(' ')}`,
      });
    })
    .catch((error: unknown) => process.stderr.write(`invigil: ${String(error)}\n`))
    .finally(() => app.exit(EXIT_CODES[reason]));
}
