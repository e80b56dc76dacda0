import type { SessionWork } from '../sessions/work.ts';
import { enqueue, hasUntriedDelivery } from '../storage/deliveries.ts';
import { readAccountExternalId } from '../storage/keepAccount.ts';
import { callbackUrl, type CallbackKind } from './callbackUrl.ts';
import { shownAddress } from './callbackSender.ts';

/**
 * Owes the LMS a callback, in the transaction of the deed; nothing where it wants none. Those of a session
 * and a kind go out in their order, and no kind waits for another.
 * @param facts the body besides `accountId` and `sessionId`
 */
export async function oweCallback(
  work: SessionWork,
  kind: Exclude<CallbackKind, 'review'>,
  facts: () => object | Promise<object>,
): Promise<void> {
  const url = urlOf(work, kind);
  if (url === undefined) return;
  const accountId = await readAccountExternalId(work.db, work.session.accountId);
  const sessionId = work.session.externalId;
  await owe(work, kind, url, { accountId, sessionId, ...(await facts()) });
}

/**
 * Owes the LMS the result as it will stand when it is sent. One that waits and was never tried will say
 * it all, so it is enough.
 */
export async function oweReview(work: SessionWork): Promise<void> {
  const url = urlOf(work, 'review');
  if (url === undefined) return;
  if (await hasUntriedDelivery(work.db, orderKeyOf(work, 'review'))) return;
  await owe(work, 'review', url, {});
}

function urlOf({ deps, session }: SessionWork, kind: CallbackKind): string | undefined {
  const integration = deps.config.integrations.find(({ name }) => name === session.integration);
  if (integration === undefined) return undefined;
  return callbackUrl(integration, kind, session.terms.reviewUrl);
}

function orderKeyOf({ session }: SessionWork, kind: CallbackKind): string {
  return `${kind} ${session.id}`;
}

async function owe(
  work: SessionWork,
  kind: CallbackKind,
  url: string,
  payload: object,
): Promise<void> {
  const { db, session, now } = work;
  await enqueue(db, {
    kind,
    orderKey: orderKeyOf(work, kind),
    lane: URL.canParse(url) ? new URL(url).host : session.integration,
    target: shownAddress(url),
    integration: session.integration,
    sessionId: session.id,
    payload,
    at: now,
  });
}
