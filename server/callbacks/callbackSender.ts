import type { Deps } from '../deps.ts';
import type { Sender } from '../deliveries/sender.ts';
import type { Caller } from '../outgoing/caller.ts';
import type { DeliveryRow } from '../storage/schema.ts';
import { callbackUrl, type CallbackKind } from './callbackUrl.ts';
import { callToken } from './callToken.ts';
import { outcomeOf } from './outcomeOf.ts';
import { readReview } from './readReview.ts';

/**
 * Carries the callbacks to an LMS. Address, secret and token are those of the moment of sending, so a
 * mended setting counts for what waits already.
 */
export function callbackSender(deps: Deps, caller: Caller, kind: CallbackKind): Sender {
  return async (delivery, signal) => {
    const integration = deps.config.integrations.find(({ name }) => name === delivery.integration);
    if (integration === undefined) return { kind: 'impossible', code: 'integration_unknown' };
    const told = await bodyOf(deps, kind, delivery);
    if (told === undefined) return { kind: 'impossible', code: 'session_unknown' };
    const url = callbackUrl(integration, kind, told.reviewUrl);
    if (url === undefined) return { kind: 'impossible', code: 'no_address' };
    const now = deps.clock.now();
    const called = await caller.post({
      url,
      headers: {
        authorization: `JWT ${await callToken(integration.jwtSecret, now)}`,
        'content-type': 'application/json',
        'user-agent': 'Invigil',
        'x-invigil-delivery': delivery.id,
      },
      body: JSON.stringify(told.body),
      allowedHosts: integration.allowedHosts,
      signal,
    });
    return { ...outcomeOf(called, deps.clock.now()), target: shownAddress(url) };
  };
}

interface Told {
  readonly body: object;
  readonly reviewUrl?: string;
}

/** A review says how the session stands now; the others what happened then. */
async function bodyOf(
  deps: Deps,
  kind: CallbackKind,
  delivery: DeliveryRow,
): Promise<Told | undefined> {
  if (kind !== 'review') return { body: delivery.payload };
  return delivery.sessionId === null ? undefined : readReview(deps, delivery.sessionId);
}

/** An address without what may be secret in it: its query, and a name and password. */
export function shownAddress(url: string): string {
  if (!URL.canParse(url)) return url.split('?', 1)[0] ?? '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
