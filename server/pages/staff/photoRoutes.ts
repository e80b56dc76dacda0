import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import { readPhoto } from '../../storage/photos.ts';
import { readStudent } from '../../storage/students.ts';
import { requireSignedIn } from './signedIn.ts';
import { PhotoIds } from './studentIds.ts';

/** An identification photo, for signed-in staff only, kept by no cache and never taken for a page. */
export function photoRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(
    '/staff/exams/:exam/students/:session/photos/:photo',
    { config: { deed: 'photos' } },
    async (request, reply) => {
      const { exam, session, photo: id } = PhotoIds.parse(request.params);
      const [student, photo] = await Promise.all([
        readStudent(deps.database, requireSignedIn(request).fence, session),
        readPhoto(deps.database, { sessionId: session, id }),
      ]);
      if (student?.examId !== exam || photo === undefined || photo.removedAt !== null) {
        throw new ServerRefusal('not_found');
      }
      const bytes = await deps.evidence.read(photo.file);
      return reply
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', `inline; filename="${photo.kind}.jpg"`)
        .header('cross-origin-resource-policy', 'same-origin')
        .type('image/jpeg')
        .send(Buffer.from(bytes));
    },
  );
}
