import { randomUUID } from 'node:crypto';
import { parseDeepLink } from '../../../contract/deepLink.ts';
import { Grant } from '../../../contract/grant.ts';
import { CLIENT_API } from '../../../contract/http.ts';
import { answerOf, start, type Answer, type Lms } from './lms.ts';

/** The ticket inside a deep link. */
export function ticketOf(deepLink: unknown): string {
  const parsed = parseDeepLink(String(deepLink), true);
  if (!parsed.ok) throw new Error(`not a deep link: ${String(deepLink)}`);
  return parsed.link.ticket;
}

export async function redeem(
  server: { url: string },
  ticket: string,
  id: string = randomUUID(),
): Promise<Answer> {
  return post(server, CLIENT_API.redeem, {
    id,
    ticket,
    appVersion: '0.0.0',
    platform: 'linux',
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
  send(...events: object[]): Promise<Answer>;
  beat(more?: object): Promise<Answer>;
  refresh(): Promise<Answer>;
}

/** Takes a start from the LMS to a grant. */
export async function openApp(lms: Lms, given: object): Promise<App> {
  const started = await start(lms, given);
  if (started.status !== 200) throw new Error(`start: ${JSON.stringify(started.body)}`);
  const redeemed = await redeem(lms, ticketOf(started.body['deepLink']));
  const grant = Grant.parse(redeemed.body);
  return appWith(lms, grant);
}

export function appWith(lms: Lms, grant: Grant): App {
  const token = grant.accessToken;
  return {
    grant,
    token,
    send: (...events) => post(lms, CLIENT_API.events, { events }, token),
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
