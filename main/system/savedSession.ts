import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { Grant } from '../../contract/grant.ts';
import { ActiveJourney } from '../../contract/journey.ts';
import { readIfThere, writeDurably } from './durableFile.ts';
import type { Log } from './log.ts';
import type { Sealer } from './sealing.ts';

/** What brings the candidate back to where they were after a crash. */
export const SavedSession = z.object({
  server: z.url(),
  grant: Grant,
  /** Where the candidate was. */
  journey: ActiveJourney,
  /** They left by themselves; else the app came to an end under them. */
  left: z.boolean(),
  /** Milliseconds of break already taken. */
  breakTaken: z.number().nonnegative(),
  /** Server clock minus the computer's, milliseconds. */
  clockOffset: z.number(),
});
export type SavedSession = z.infer<typeof SavedSession>;

/** One saved session at most, sealed on disk until its end. */
export interface SavedSessionFile {
  readonly read: () => Promise<SavedSession | undefined>;
  readonly write: (session: SavedSession) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const ABOUT = 'saved session';

export function savedSessionFile(file: string, sealer: Sealer, log: Log): SavedSessionFile {
  return {
    async read() {
      try {
        const sealed = await readIfThere(file);
        if (sealed === undefined) return undefined;
        return SavedSession.parse(JSON.parse(sealer.open(sealed, ABOUT).toString('utf8')));
      } catch (error) {
        // The start link still leads back; only "Continue" without it is lost.
        log.error('the saved session cannot be read', error);
        return undefined;
      }
    },
    write: (session) =>
      writeDurably(file, sealer.seal(Buffer.from(JSON.stringify(session)), ABOUT)),
    remove: () => rm(file, { force: true }),
  };
}
