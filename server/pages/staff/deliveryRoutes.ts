import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import { writeAudit } from '../../storage/audit.ts';
import { countDeliveries, listDeliveries, sendAgain } from '../../storage/shownDeliveries.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { DeliveriesPage } from './deliveriesPage.tsx';
import { DELIVERY_KINDS, DELIVERY_STATES } from './deliveryWords.ts';
import { actorOf, requireSignedIn } from './signedIn.ts';

const Search = z.object({
  state: z.enum(DELIVERY_STATES).optional().catch(undefined),
  kind: z.enum(DELIVERY_KINDS).optional().catch(undefined),
  integration: z
    .string()
    .max(60)
    .transform((name) => (name === '' ? undefined : name))
    .optional()
    .catch(undefined),
  before: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
  sent: z.literal('again').optional().catch(undefined),
});

const Params = z.object({ delivery: z.uuid() });

/** What the server sends out to other systems, and what came of it. */
export function deliveryRoutes(app: FastifyInstance, deps: Deps): void {
  const config = { deed: 'administer' } as const;

  app.get('/staff/deliveries', { config }, async (request, reply) => {
    const signedIn = requireSignedIn(request);
    const search = Search.parse(request.query);
    const [rows, counts] = await Promise.all([
      listDeliveries(deps.database, signedIn.fence, search),
      countDeliveries(deps.database, signedIn.fence),
    ]);
    const integrations = deps.config.integrations.map(({ name }) => name);
    const page = { base: basePath(deps), say: staffSay(request), signedIn };
    const sent = search.sent === 'again';
    const now = deps.clock.now();
    return sendPage(
      reply,
      DeliveriesPage({ ...page, rows, counts, search, integrations, sent, now }),
    );
  });

  app.post('/staff/deliveries/:delivery/again', { config }, async (request, reply) => {
    const params = Params.safeParse(request.params);
    if (!params.success) throw new ServerRefusal('not_found');
    const { fence, ...who } = requireSignedIn(request);
    const at = deps.clock.now();
    const { delivery: id } = params.data;
    await deps.database.transaction().execute(async (db) => {
      const before = await sendAgain(db, fence, { id, at });
      if (before === undefined) throw new ServerRefusal('not_found');
      const { sessionId, ...was } = before;
      await writeAudit(db, {
        ...{ at, actor: actorOf(who), action: 'delivery_sent_again', before: { id, ...was } },
        ...(sessionId === null ? {} : { sessionId }),
      });
    });
    return reply.redirect(`${basePath(deps)}staff/deliveries?sent=again`, 303);
  });
}
