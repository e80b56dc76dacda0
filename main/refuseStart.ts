import { app, dialog } from 'electron';
import { appCatalogues, textLanguageFor } from '../contract/text/app.ts';
import { UNSAFE_START_EXIT_CODE } from './system/startSafety.ts';

/**
 * Says why the app will not start like this, on stderr and in a plain box, and ends it. Nothing else
 * of the app has been made by then, so that there is nothing for a debugger to hold.
 */
export function refuseStart(switches: readonly string[]): void {
  process.stderr.write(`invigil: unsafe_start: ${switches.join(' ')}\n`);
  app
    .whenReady()
    .then(() => {
      const { name } = app;
      const { unsafe_start: words } = appCatalogues[textLanguageFor(app.getLocale())].reason;
      // The box that does not wait tells of its answer half a minute late on Linux, where no window of
      // ours is there to wake the loop (Electron 33.2.1).
      dialog.showMessageBoxSync({
        type: 'error',
        title: name,
        message: words.sentence,
        detail: `${words.wayOut}\n\nunsafe_start ${switches.join(' ')}`,
      });
    })
    .catch((error: unknown) => process.stderr.write(`invigil: ${String(error)}\n`))
    .finally(() => app.exit(UNSAFE_START_EXIT_CODE));
}
