import { randomUUID } from 'node:crypto';
import { CLIENT_API } from '../../../contract/http.ts';
import type { Status } from '../../../contract/status.ts';
import { bearer, openApp, type App } from '../../server/support/app.ts';
import { parameters, sign, type Lms } from '../../server/support/lms.ts';
import type { Shot } from './load.ts';

/** A candidate's way through an exam as an app reports it; each of these moves the session. */
const WAY: readonly Status[] = [
  'after_check_req',
  'in_setup',
  'exam_not_started',
  'in_setup',
  'exam_started',
  'exam_finished',
];
/** When the first of them happened and how far apart they are (milliseconds). */
const LONG_AGO = 60_000;
const APART = 1_000;

const JSON_BODY = { 'content-type': 'application/json' };

export const startUrl = (lms: Lms): string =>
  `${lms.url}/integration/simple/${lms.integration}/start/`;
export const eventsUrl = (lms: Lms): string => `${lms.url}/${CLIENT_API.events}`;
export const heartbeatUrl = (lms: Lms): string => `${lms.url}/${CLIENT_API.heartbeat}`;

export type Parameters = Readonly<Record<string, unknown>>;

/** As many candidates of one exam, each with a first start. */
export function newStarts(lms: Lms, count: number): Parameters[] {
  return Array.from({ length: count }, () => parameters(lms));
}

/** @param accept what the caller wants to read: `application/json`, or `text/html` as a browser does */
export function startShots(lms: Lms, starts: readonly Parameters[], accept: string): Shot[] {
  const headers = { accept, 'content-type': 'application/x-www-form-urlencoded' };
  return starts.map((each) => ({
    headers,
    body: new URLSearchParams({ token: sign(each, lms.secret) }).toString(),
  }));
}

/** An app for each start, a few at a time. */
export async function openApps(lms: Lms, starts: readonly Parameters[]): Promise<App[]> {
  const apps: App[] = [];
  const left = [...starts];
  const open = async (): Promise<void> => {
    for (let each = left.pop(); each !== undefined; each = left.pop())
      apps.push(await openApp(lms, each));
  };
  await Promise.all(Array.from({ length: 10 }, open));
  return apps;
}

/** So many statuses are one app's way. */
export const STATUSES = WAY.length;

/** Every app's whole way, one status a request, to be sent in turn: its log has an order. */
export function statusShots(lms: Lms, apps: readonly App[]): Shot[] {
  const begun = lms.now() - LONG_AGO;
  return apps.flatMap(({ token, log }) =>
    WAY.map((status, step) => {
      const at = new Date(begun + step * APART).toISOString();
      return {
        headers: { ...JSON_BODY, ...bearer(token) },
        body: JSON.stringify(log.seal({ id: randomUUID(), at, type: 'status', status })),
      };
    }),
  );
}

/** As many signs of life of each app. */
export function heartbeatShots(lms: Lms, apps: readonly App[], each: number): Shot[] {
  const begun = lms.now() - LONG_AGO;
  return Array.from({ length: each }, (_beat, step) => {
    const at = new Date(begun + step * APART).toISOString();
    return apps.map(({ token }) => ({
      headers: { ...JSON_BODY, ...bearer(token) },
      body: JSON.stringify({ id: randomUUID(), at, stage: 'exam', unsent: 0 }),
    }));
  }).flat();
}

/** What the bare server is sent: an event of the same size. */
export function insertShots(count: number): Shot[] {
  return Array.from({ length: count }, (_each, step) => ({
    headers: JSON_BODY,
    body: JSON.stringify({
      session: randomUUID(),
      kind: 'status',
      body: { id: randomUUID(), at: new Date(step).toISOString(), status: 'in_setup' },
    }),
  }));
}
