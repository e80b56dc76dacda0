import { createHash } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PhotoQuery, type PhotoAnswer } from '../../contract/http.ts';
import { PHOTO_MAX_BYTES } from '../../contract/photo.ts';
import type { Deps } from '../deps.ts';
import { readJpeg } from '../evidence/readJpeg.ts';
import { ServerRefusal } from '../refusal.ts';
import { momentOf } from '../sessions/momentOf.ts';
import { reportLog } from '../sessions/reportLog.ts';
import { withSession } from '../sessions/withSession.ts';
import type { SessionWork } from '../sessions/work.ts';
import { findLoggedPhoto } from '../storage/events.ts';
import { addPhoto, readPhoto } from '../storage/photos.ts';
import { isOver } from '../storage/retention.ts';
import { admitLate } from './authenticate.ts';
import { rateOf } from './rates.ts';
import { readBody } from './readBody.ts';

const Params = z.object({ id: z.uuid() });

/**
 * `POST api/client/v1/photos/ID?kind=…&at=…`: one identification photo, the body is the JPEG itself.
 * The same id again answers again and stores nothing.
 */
export function registerPhoto(app: FastifyInstance, deps: Deps): void {
  void app.register((photos, _options, done) => {
    photos.removeAllContentTypeParsers();
    photos.addContentTypeParser('image/jpeg', { parseAs: 'buffer' }, (_request, body, parsed) => {
      parsed(null, body);
    });
    photos.addContentTypeParser('*', (_request, _payload, parsed) => {
      parsed(new ServerRefusal('photo_wrong_type'));
    });
    photos.setErrorHandler((error: FastifyError) => {
      throw error.statusCode === 413 ? new ServerRefusal('photo_too_large') : error;
    });
    const options = { ...rateOf('photo'), bodyLimit: PHOTO_MAX_BYTES };
    photos.post('/api/client/v1/photos/:id', options, (request) => keepPhoto(request, deps));
    done();
  });
}

async function keepPhoto(request: FastifyRequest, deps: Deps): Promise<PhotoAnswer> {
  const { sessionId, replacedAt } = await admitLate(request, deps);
  const { id } = readBody(Params, request.params);
  const query = readBody(PhotoQuery, request.query);
  if (replacedAt !== undefined && Date.parse(query.at) > replacedAt) {
    throw new ServerRefusal('access_replaced');
  }
  const known = await readPhoto(deps.database, { sessionId, id });
  if (known !== undefined) return { id, bytes: known.bytes };

  const jpeg = request.body;
  if (!Buffer.isBuffer(jpeg)) throw new ServerRefusal('photo_wrong_type');
  const size = readJpeg(jpeg);
  if (size === undefined) throw new ServerRefusal('photo_unreadable');
  // Written first: a row without its file would be a lie, a file without its row is only waste.
  const file = await deps.evidence.write(jpeg);
  const photo = { id, sessionId, file };
  let isKept: boolean | undefined;
  try {
    isKept = await withSession(deps, sessionId, async (work) => {
      work.visible = true;
      const sha256 = createHash('sha256').update(jpeg).digest('hex');
      const { session, now } = work;
      // Of one that was erased the hash is kept, and of what its log named nothing is left to compare.
      const isErased = session.erasedAt !== null && isOver(session, now);
      if (!isErased) await compareWithLog(work, id, sha256);
      const added = await addPhoto(work.db, {
        ...photo,
        kind: query.kind,
        at: momentOf(work, query.at),
        receivedAt: now,
        bytes: jpeg.length,
        sha256,
        ...size,
        overridden: query.overridden,
        ...(isErased ? { removedAt: new Date(now) } : {}),
      });
      return added && !isErased;
    });
  } catch (error) {
    await removeUnknown(deps, photo);
    throw error;
  }
  // The same photo came twice at once, and the other one was first; or nobody may see it any more.
  if (isKept !== true) await deps.evidence.remove(file);
  return { id, bytes: jpeg.length };
}

/** Named by the log before it comes. Kept in any case: what it is worth, a person judges. */
async function compareWithLog(work: SessionWork, id: string, sha256: string): Promise<void> {
  const logged = await findLoggedPhoto(work.db, { sessionId: work.session.id, id });
  if (logged === sha256) return;
  await reportLog(work, { kind: 'photo', photo: id, isKnown: logged !== undefined });
}

/** Removes a file whose transaction failed, unless it was done after all and only its answer was lost. */
async function removeUnknown(
  deps: Deps,
  { file, ...photo }: { sessionId: string; id: string; file: string },
): Promise<void> {
  const known = await readPhoto(deps.database, photo);
  if (known?.file !== file) await deps.evidence.remove(file);
}
