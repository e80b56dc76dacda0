import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readIfThere, writeDurably } from '../system/durableFile.ts';
import type { Log } from '../system/log.ts';
import { openOutbox, type Outbox } from '../system/outbox/outbox.ts';
import { photoFiles, type PhotoFiles } from '../system/outbox/photoFiles.ts';
import type { Sealer } from '../system/sealing.ts';
import type { SessionAccess } from '../system/serverClient.ts';

/** Everything that one session still owes the server, and what opens it there. */
export interface SessionOutbox extends Outbox {
  readonly photos: PhotoFiles;
  readonly access: () => SessionAccess;
  /** A redeemed ticket replaces the token; what waits goes out with the new one. */
  readonly setAccess: (access: SessionAccess) => Promise<void>;
  /** Removes everything of the session from the disk. To be called when nothing is pending. */
  readonly destroy: () => Promise<void>;
}

const Access = z.object({ server: z.url(), accessToken: z.string() });
const ABOUT = 'session access';

/** What was never taken is removed after this long: nobody waits for it any more (milliseconds). */
export const KEPT_AT_MOST = 30 * 24 * 3600_000;

interface Deps {
  /** The folder of all sessions' outboxes. */
  readonly folder: string;
  readonly sealer: Sealer;
  readonly log: Log;
}

/**
 * Opens the outbox of a session, with what an earlier run left.
 * @param access absent: as it was kept
 */
export async function openSessionOutbox(
  id: string,
  { folder, sealer, log }: Deps,
  access?: SessionAccess,
): Promise<SessionOutbox | undefined> {
  const own = path.join(folder, id);
  const accessFile = path.join(own, 'access');
  await mkdir(own, { recursive: true, mode: 0o700 });
  let known = access ?? (await readAccess(accessFile, sealer, log));
  if (known === undefined) return undefined;
  const keep = (now: SessionAccess): Promise<void> =>
    writeDurably(accessFile, sealer.seal(Buffer.from(JSON.stringify(now)), ABOUT));
  if (access !== undefined) await keep(access);
  const outbox = await openOutbox({ folder: own, sealer, log });
  const photos = photoFiles(path.join(own, 'photos'), sealer);
  await photos.removeAllBut(
    new Set(outbox.pending().flatMap(({ item }) => (item.type === 'photo' ? [item.photo.id] : []))),
  );
  return {
    ...outbox,
    photos,
    access: () => known ?? { server: '', accessToken: '' },
    async setAccess(now) {
      known = now;
      await keep(now);
    },
    async destroy() {
      await outbox.close();
      await rm(own, { recursive: true, force: true });
    },
  };
}

async function readAccess(
  file: string,
  sealer: Sealer,
  log: Log,
): Promise<SessionAccess | undefined> {
  try {
    const sealed = await readIfThere(file);
    if (sealed === undefined) return undefined;
    return Access.parse(JSON.parse(sealer.open(sealed, ABOUT).toString('utf8')));
  } catch (error) {
    log.error('the access of an earlier session cannot be read; what it owes stays here', error);
    return undefined;
  }
}

/** The sessions of which something lies here; those past keeping are removed and said in the log. */
export async function sessionsOnDisk({ folder, log }: Deps, now = Date.now()): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const ids: string[] = [];
  for (const id of await readdir(folder)) {
    const own = path.join(folder, id);
    if (now - (await stat(own)).mtimeMs < KEPT_AT_MOST) {
      ids.push(id);
      continue;
    }
    log.error(`what session ${id} owed was not taken for 30 days and is removed`);
    await rm(own, { recursive: true, force: true });
  }
  return ids;
}
