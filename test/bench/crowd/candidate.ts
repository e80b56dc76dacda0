import { randomUUID } from 'node:crypto';
import { parseDeepLink } from '../../../contract/deepLink.ts';
import { CLIENT_API } from '../../../contract/http.ts';
import type { Status } from '../../../contract/status.ts';
import { newKey, testLog, type TestLog } from '../../server/support/eventLog.ts';
import { parameters, sign, type Lms } from '../../server/support/lms.ts';
import { prepare, type Prepared } from './wire.ts';

const JSON_BODY = { 'content-type': 'application/json' };

/** One candidate: token and key are made before the clock runs. */
export interface Candidate {
  readonly start: Prepared;
  readonly key: ReturnType<typeof newKey>;
}

/** What a candidate's app holds once its ticket is redeemed. */
export interface Holder {
  /** Our id of the session. */
  readonly id: string;
  readonly token: string;
  readonly log: TestLog;
}

export function newCandidates(lms: Lms, count: number): Candidate[] {
  const url = `${lms.url}/integration/simple/${lms.integration}/start/`;
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  return Array.from({ length: count }, () => {
    const token = sign(parameters(lms), lms.secret);
    return {
      start: prepare(url, new URLSearchParams({ token }).toString(), headers),
      key: newKey(),
    };
  });
}

/** @param started body of the answer to the start */
export function redemption(url: string, { key }: Candidate, started: Buffer): Prepared {
  const { deepLink } = JSON.parse(started.toString()) as { deepLink: string };
  const link = parseDeepLink(deepLink, true);
  if (!link.ok) throw new Error(`no deep link: ${deepLink}`);
  const body = {
    ...{ id: randomUUID(), ticket: link.link.ticket, appVersion: '0.0.0', platform: 'linux' },
    logKey: key.key,
  };
  return prepare(`${url}/${CLIENT_API.redeem}`, JSON.stringify(body), JSON_BODY);
}

/** @param redeemed body of the answer to the redemption */
export function holderOf({ key }: Candidate, redeemed: Buffer): Holder {
  // A whole grant is 60 kB of JSON; reading it would be a tenth of the machine that is measured.
  const text = redeemed.toString('latin1');
  const id = /"id":"([\w-]+)"/.exec(text)?.[1];
  const token = /"accessToken":"([\w-]+)"/.exec(text)?.[1];
  if (id === undefined || token === undefined) throw new Error('no grant');
  return { id, token, log: testLog(id, key) };
}

export function statusReport(url: string, { token, log }: Holder, status: Status): Prepared {
  const at = new Date().toISOString();
  const body = JSON.stringify(log.seal({ id: randomUUID(), at, type: 'status', status }));
  const headers = { ...JSON_BODY, authorization: `Bearer ${token}` };
  return prepare(`${url}/${CLIENT_API.events}`, body, headers);
}

/** A sign of life whose moment is written into it each time; the rest stays as it is. */
export function heartbeatOf(url: string, { token }: Holder): (at: number) => Prepared {
  const body = { id: randomUUID(), at: new Date(0).toISOString(), stage: 'exam', unsent: 0 };
  const headers = { ...JSON_BODY, authorization: `Bearer ${token}` };
  const request = prepare(`${url}/${CLIENT_API.heartbeat}`, JSON.stringify(body), headers);
  const place = request.indexOf(body.at);
  return (at) => {
    request.write(new Date(at).toISOString(), place);
    return request;
  };
}
