import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import type { SessionRow } from '../storage/schema.ts';
import { findSession } from '../storage/sessions.ts';
import { integrationNamed, type Integrations, type KnownIntegration } from './integrations.ts';
import { readApiToken } from './readToken.ts';

const IntegrationParams = z.object({ name: z.string() });
/** No database keeps a NUL, so no session has one in its id. */
const SessionId = z.string().regex(/^[^\0]{1,460}$/);
const SessionParams = IntegrationParams.extend({ sessionId: SessionId });

export interface SessionCall {
  readonly integration: KnownIntegration;
  readonly session: SessionRow;
}

/** Admits a call of the integration API. @throws ServerRefusal */
export async function admitIntegration(
  request: FastifyRequest,
  deps: Deps,
  known: Integrations,
): Promise<KnownIntegration> {
  const { name } = IntegrationParams.parse(request.params);
  const integration = integrationNamed(known, name);
  await readApiToken(request.headers.authorization, integration, deps.clock);
  return integration;
}

/** Admits a call about a session and finds the session by the LMS's id. @throws ServerRefusal */
export async function admitCall(
  request: FastifyRequest,
  deps: Deps,
  known: Integrations,
): Promise<SessionCall> {
  const integration = await admitIntegration(request, deps, known);
  const params = SessionParams.safeParse(request.params);
  const session = params.success
    ? await findSession(deps.database, {
        integration: integration.name,
        externalId: params.data.sessionId,
      })
    : undefined;
  if (session === undefined) throw new ServerRefusal('session_unknown');
  return { integration, session };
}
