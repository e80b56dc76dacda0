import { randomUUID } from 'node:crypto';
import { parseDeepLink } from '../../../contract/deepLink.ts';
import { Grant } from '../../../contract/grant.ts';
import { CLIENT_API } from '../../../contract/http.ts';
import { newKey, testLog, type Sealed, type TestLog } from './eventLog.ts';
import { answerOf, start, type Answer, type Lms } from './lms.ts';

/** The ticket inside a deep link. */
export function ticketOf(deepLink: unknown): string {
  const parsed = parseDeepLink(String(deepLink), true);
  if (!parsed.ok) throw new Error(`not a deep link: ${String(deepLink)}`);
  return parsed.link.ticket;
}

/** A key for whom it does not matter which: what is redeemed under one id names one key. */
const keys = new Map<string, ReturnType<typeof newKey>>();
export function keyOf(redemption: string): ReturnType<typeof newKey> {
  const known = keys.get(redemption) ?? newKey();
  keys.set(redemption, known);
  return known;
}

export async function redeem(
  server: { url: string },
  ticket: string,
  id: string = randomUUID(),
  more: object = {},
): Promise<Answer> {
  return post(server, CLIENT_API.redeem, {
    id,
    ticket,
    appVersion: '0.0.0',
    platform: 'linux',
    logKey: keyOf(id).key,
    ...more,
  });
}

export async function post(
  server: { url: string },
  path: string,
  body: unknown,
  token?: string,
): Promise<Answer> {
  const response = await fetch(`${server.url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(token) },
    body: JSON.stringify(body),
  });
  return answerOf(response);
}

export function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** What stands in for the app: it holds a grant and reports. */
export interface App {
  readonly grant: Grant;
  readonly token: string;
  /** The pair that was registered for it. */
  readonly key: ReturnType<typeof newKey>;
  readonly log: TestLog;
  /** One batch after the other, as an app does. */
  send(...events: object[]): Promise<Answer>;
  /** A batch that was sealed before, or forged. */
  deliver(batch: Sealed): Promise<Answer>;
  beat(more?: object): Promise<Answer>;
  refresh(): Promise<Answer>;
}

/** Takes a start from the LMS to a grant. */
export async function openApp(lms: Lms, given: object): Promise<App> {
  const started = await start(lms, given);
  if (started.status !== 200) throw new Error(`start: ${JSON.stringify(started.body)}`);
  return redeemApp(lms, ticketOf(started.body['deepLink']));
}

export async function redeemApp(
  lms: Lms,
  ticket: string,
  id: string = randomUUID(),
  more: object = {},
): Promise<App> {
  const redeemed = await redeem(lms, ticket, id, more);
  return appWith(lms, Grant.parse(redeemed.body), keyOf(id));
}

/** @param key that was registered with the grant's redemption */
export function appWith(lms: Lms, grant: Grant, key: ReturnType<typeof newKey>): App {
  const token = grant.accessToken;
  const log = testLog(grant.id, key);
  const deliver = (batch: Sealed): Promise<Answer> => post(lms, CLIENT_API.events, batch, token);
  let turn: Promise<unknown> = Promise.resolve();
  return {
    grant,
    token,
    key,
    log,
    deliver,
    send(...events) {
      const batch = log.seal(...events);
      const answer = turn.then(() => deliver(batch));
      turn = answer.catch(() => undefined);
      return answer;
    },
    beat: (more = {}) =>
      post(
        lms,
        CLIENT_API.heartbeat,
        {
          id: randomUUID(),
          at: new Date(lms.now()).toISOString(),
          stage: 'exam',
          unsent: 0,
          ...more,
        },
        token,
      ),
    async refresh() {
      const headers = bearer(token);
      return answerOf(await fetch(`${lms.url}/${CLIENT_API.session}`, { headers }));
    },
  };
}

/** An event as an app makes it. */
export function event(lms: Lms, fields: object): Record<string, unknown> & { id: string } {
  return { id: randomUUID(), at: new Date(lms.now()).toISOString(), ...fields };
}

export function status(lms: Lms, wire: string, fields: object = {}) {
  return event(lms, { type: 'status', status: wire, ...fields });
}
