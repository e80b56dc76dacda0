import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import {
  factorAddress,
  newFactorSecret,
  newRecoveryCodes,
  plainRecoveryCode,
  stepOf,
} from '../../people/secondFactor.ts';
import { ServerRefusal } from '../../refusal.ts';
import { confirmFactor, countRecoveryCodes } from '../../storage/factors.ts';
import { readStaff } from '../../storage/staff.ts';
import { endSignIns } from '../../storage/staff.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { FactorPage } from './factorPage.tsx';
import { actorOf, requireSignedIn, type SignedIn } from './signedIn.ts';

const Form = z.object({
  sealed: z.string().max(500).catch(''),
  code: z.string().max(40).catch(''),
});

/** One's own second factor: set up with a first code, and set up anew when the telephone changes. */
export function factorRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/staff/second-factor', { config: { deed: 'own' } }, async (request, reply) =>
    show(request, reply, { secret: newFactorSecret(), failed: false }),
  );

  const config = { deed: 'own' as const, rateLimit: { max: 20, timeWindow: 60_000 } };
  app.post('/staff/second-factor', { config }, async (request, reply) => {
    const signedIn = ownPerson(request);
    const form = Form.parse(request.body);
    const secret = unseal(signedIn, form.sealed);
    const step = secret === undefined ? undefined : stepOf(secret, form.code, deps.clock);
    if (secret === undefined || step === undefined) {
      void reply.code(422);
      return show(request, reply, { secret: secret ?? newFactorSecret(), failed: true });
    }
    const codes = newRecoveryCodes();
    const { staffId } = signedIn;
    await confirmFactor(deps.database, {
      ...{ staffId, step, sealed: form.sealed },
      at: deps.clock.now(),
      actor: actorOf(signedIn),
      recovery: codes.map((code) => deps.staffKeys.mark(plainRecoveryCode(code))),
    });
    // Whoever signed in elsewhere did so without it.
    await endSignIns(deps.database, staffId, signedIn.hash);
    const page = { base: basePath(deps), say: staffSay(request), signedIn };
    return sendPage(
      reply,
      FactorPage({ ...page, signedIn: { ...signedIn, mustSetUpFactor: false }, codes }),
    );
  });

  /** The page has held the secret since it was shown: sealed, and for this person only. */
  function unseal(signedIn: SignedIn, sealed: string): string | undefined {
    try {
      return deps.staffKeys.open(signedIn.staffId, sealed);
    } catch (error) {
      deps.log.warn({ event: 'factor_not_opened', error: String(error) });
      return undefined;
    }
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    setUp: { readonly secret: string; readonly failed: boolean },
  ): Promise<FastifyReply> {
    const signedIn = ownPerson(request);
    const person = await readStaff(deps.database, signedIn.staffId);
    const left = await countRecoveryCodes(deps.database, signedIn.staffId);
    const page = { base: basePath(deps), say: staffSay(request), signedIn };
    const { host } = new URL(deps.publicUrl());
    return sendPage(
      reply,
      FactorPage({
        ...page,
        since: person?.factorSince ?? null,
        left,
        setUp: {
          ...setUp,
          sealed: deps.staffKeys.seal(signedIn.staffId, setUp.secret),
          address: factorAddress(setUp.secret, signedIn.name, host),
        },
      }),
    );
  }
}

/** @throws ServerRefusal for those who have their second factor at the institution's provider */
function ownPerson(request: FastifyRequest): SignedIn {
  const signedIn = requireSignedIn(request);
  if (signedIn.byProvider) throw new ServerRefusal('not_permitted');
  return signedIn;
}
