import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { BatchLog, LogEnd } from '../../contract/logChain.ts';
import { readIfThere, writeDurably } from '../system/durableFile.ts';
import type { Log } from '../system/log.ts';
import { startOfLog } from '../system/outbox/link.ts';
import { openOutbox, type Outbox } from '../system/outbox/outbox.ts';
import { photoFiles, type PhotoFiles } from '../system/outbox/photoFiles.ts';
import type { Sealer } from '../system/sealing.ts';
import type { SessionAccess } from '../system/serverClient.ts';
import type { EventsBatch } from './batch.ts';
import { LogKey } from './logKey.ts';
import { signBatch } from './signBatch.ts';

/** Everything that one session still owes the server, and what opens it there. */
export interface SessionOutbox extends Outbox {
  readonly photos: PhotoFiles;
  readonly access: () => SessionAccess;
  /**
   * A redeemed ticket replaces the token; what waits goes out with the new one, still signed with the
   * key under which it was recorded.
   * @param key of the new token's log; absent: the log goes on as it was
   */
  readonly setAccess: (access: SessionAccess, key?: LogKey) => Promise<void>;
  /** Proves the place of events in their log. @throws ServerError when their key is gone */
  readonly sign: (batch: EventsBatch, lostAfter?: LogEnd) => BatchLog;
  /** Removes everything of the session from the disk, its keys too. To be called when nothing is pending. */
  readonly destroy: () => Promise<void>;
}

const Access = z.object({
  server: z.url(),
  accessToken: z.string(),
  /** Keys of the session's logs on this computer, the present one last. */
  logKeys: z.tuple([LogKey], LogKey),
});
type Access = z.infer<typeof Access>;
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
 * @param key of the log that begins with this access; absent: the log goes on as it was kept
 * @returns nothing when the access or every key is missing
 */
export async function openSessionOutbox(
  id: string,
  { folder, sealer, log }: Deps,
  access?: SessionAccess,
  key?: LogKey,
): Promise<SessionOutbox | undefined> {
  const own = path.join(folder, id);
  const accessFile = path.join(own, 'access');
  const opened = withAccess(await readAccess(accessFile, sealer, log), access, key);
  if (opened === undefined) return undefined;
  let known = opened;
  const keep = async (): Promise<void> => {
    await mkdir(own, { recursive: true, mode: 0o700 });
    await writeDurably(accessFile, sealer.seal(Buffer.from(JSON.stringify(known)), ABOUT));
  };
  if (access !== undefined) await keep();
  const start = () => startOfLog(id, (known.logKeys.at(-1) ?? known.logKeys[0]).public);
  const outbox = await openOutbox({ folder: own, sealer, log, start: start() });
  const photos = photoFiles(path.join(own, 'photos'), sealer);
  await photos.removeAllBut(
    new Set(outbox.pending().flatMap(({ item }) => (item.type === 'photo' ? [item.photo.id] : []))),
  );
  return {
    ...outbox,
    photos,
    access: () => ({ server: known.server, accessToken: known.accessToken }),
    async setAccess(now, nextKey) {
      known = withAccess(known, now, nextKey) ?? known;
      // Before anything is recorded under it: a log whose key is lost could never be sent.
      await keep();
      outbox.beginLog(start());
    },
    sign: (batch, lostAfter) => signBatch(id, known.logKeys, batch, lostAfter),
    async destroy() {
      await outbox.close();
      await rm(own, { recursive: true, force: true });
    },
  };
}

function withAccess(
  kept: Access | undefined,
  access: SessionAccess | undefined,
  key: LogKey | undefined,
): Access | undefined {
  if (access === undefined) return kept;
  const before = (kept?.logKeys ?? []).filter((each) => each.public !== key?.public);
  const [first, ...others] = key === undefined ? before : [...before, key];
  return first === undefined ? undefined : { ...access, logKeys: [first, ...others] };
}

async function readAccess(file: string, sealer: Sealer, log: Log): Promise<Access | undefined> {
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
