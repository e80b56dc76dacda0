import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import { isWithin } from '../../storage/fence.ts';
import { readSignedIn, requireSignedIn } from './signedIn.ts';

/** Below the shortest common proxy timeout for a silent connection, 30 s (milliseconds). */
const BEAT_EVERY = 15_000;
/** The browser waits this long before it connects again (milliseconds). */
const RETRY_AFTER = 2_000;

const Query = z.object({ exam: z.uuid(), session: z.uuid().optional() });

/**
 * Server-sent events of one exam, or of one student in it: which session changed, never what. The page
 * then asks for what it shows, with the sign-in that it has at that moment.
 */
export function liveRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/staff/live', { config: { deed: 'read' } }, async (request, reply) => {
    const query = Query.safeParse(request.query);
    if (!query.success) throw new ServerRefusal('not_found');
    const { exam, session } = query.data;
    const { fence } = requireSignedIn(request);
    if (!(await isWithin(deps.database, fence, { exam, session }))) {
      throw new ServerRefusal('not_found');
    }
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // A proxy that collects answers before it passes them on would hold the events back.
      'x-accel-buffering': 'no',
    });
    stream.write(`retry: ${String(RETRY_AFTER)}\n\n`);

    const unsubscribe = deps.changes.subscribe(
      (change) => {
        if (change.examId !== exam) return;
        if (session !== undefined && change.sessionId !== session) return;
        stream.write(`event: changed\ndata: ${JSON.stringify(change.sessionId)}\n\n`);
      },
      () => stream.write('event: missed\ndata: {}\n\n'),
    );
    // Signing out, or the end of the sign-in, ends what it opened.
    const beat = async (): Promise<void> => {
      if ((await readSignedIn(deps, request)) === null) end();
      else stream.write(': still here\n\n');
    };
    const timer = setInterval(() => {
      beat().catch((error: unknown) => {
        deps.log.error({ event: 'live_beat', error: String(error) });
        end();
      });
    }, BEAT_EVERY);
    const end = (): void => {
      clearInterval(timer);
      unsubscribe();
      stay();
      stream.end();
    };
    // It never ends by itself and would keep the server from closing; the page connects again.
    const stay = deps.draining.onDrain(end);
    request.raw.on('close', end);
    stream.on('error', end);
    return reply;
  });
}
