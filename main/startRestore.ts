import { app, clipboard } from 'electron';
import path from 'node:path';
import { restoreFromJournal } from './lockdown/index.ts';
import { runCommand } from './system/command.ts';
import { JOURNAL_NAME } from './system/restoreJournal.ts';
import { openNativeWindows } from './system/windows/native.ts';

/** As of every way to start it: 0 done, 1 something could not be given back. */
const DONE = 0;
const FAILED = 1;

/**
 * `invigil --restore`: gives back what an exam that ended badly may have left changed, without window,
 * network or password, and says what it was. Every ordinary start does the same first.
 */
export function startRestore(): void {
  let code = DONE;
  const complain = (words: string): void => {
    code = FAILED;
    process.stderr.write(`invigil: ${words}\n`);
  };
  app
    .whenReady()
    .then(async () => {
      const file = path.join(app.getPath('userData'), JOURNAL_NAME);
      const native = openNativeWindows({
        platform: process.platform,
        arch: process.arch,
        resources: process.resourcesPath,
        // What then cannot be given back is told by its own name.
        warn: () => undefined,
      });
      const given = await restoreFromJournal(file, {
        electron: { clipboard },
        settings: { run: runCommand, registry: native?.registry },
        warn: (message, cause) => complain(`${message}: ${String(cause)}`),
      });
      process.stdout.write(
        given.length === 0 ? 'nothing to give back\n' : `given back: ${given.join(', ')}\n`,
      );
    })
    .catch((error: unknown) => complain(String(error)))
    .finally(() => app.exit(code));
}
