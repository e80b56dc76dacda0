import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { mergeDesk } from '../../contract/desk.ts';
import { parseDeepLink, type DeepLink } from '../../contract/deepLink.ts';
import type { Grant } from '../../contract/grant.ts';
import type { AppBuild } from '../../contract/http.ts';
import type { Reason } from '../../contract/reasons.ts';
import { waitBefore } from '../evidence/backoff.ts';
import type { RuleGrant } from '../deliveredRules.ts';
import { makeLogKey, type LogKey } from '../evidence/logKey.ts';
import { resumeAt } from './resume.ts';
import { sessionViewOf } from './sessionView.ts';
import type { SavedSession, SavedSessionFile } from '../system/savedSession.ts';
import { ServerError, type Answered } from '../system/serverAnswer.ts';
import type { ServerClient } from '../system/serverClient.ts';
import type { TrustedServers } from '../system/trustedServers.ts';
import type { StageParts } from './parts.ts';

export interface LinkStage {
  /** A deep link came, from wherever. */
  readonly open: (link: string) => Promise<void>;
  /** The candidate's answer to the name of an unknown server; also the way out of waiting. */
  readonly confirm: (yes: boolean) => Promise<void>;
  /** Back to the saved session, without a link. */
  readonly continueSaved: () => Promise<void>;
}

interface Deps extends StageParts {
  readonly client: ServerClient;
  readonly trusted: TrustedServers;
  readonly saved: SavedSessionFile;
  /** Known to this computer's vault alone; makes the same ticket the same redemption. */
  readonly secret: string;
  readonly suggestLanguage: (language: string) => void;
  readonly ruleGrant: RuleGrant;
  /** The session goes on where it was left. */
  readonly onGranted: (session: { grant: Grant; saved: SavedSession | undefined }) => void;
}

/** A server that does not answer is asked again for this long before the candidate is told (ms). */
const PATIENCE = 30_000;

/** After these the session cannot be entered again, and is not offered any more. */
const OVER: ReadonlySet<Reason> = new Set<Reason>([
  'session_closed',
  'closed_disconnected',
  'closed_out_of_time',
  'session_unknown',
  'too_late',
]);

export function linkStage(deps: Deps): LinkStage {
  const { journey, client, clock, log, trusted, saved } = deps;
  let asked: DeepLink | undefined;
  let attempt = 0;

  const failed = (reason: Reason) => journey.apply({ type: 'link.failed', reason });
  const isInExam = async (): Promise<boolean> => (await saved.read())?.journey.stage === 'exam';
  const granted = async (
    server: string,
    answer: Answered<Grant>,
    key: LogKey | undefined,
  ): Promise<void> => {
    const { grant, incident } = await deps.ruleGrant(server, answer.value);
    clock.learn({ ...answer, serverTime: Date.parse(grant.serverTime) });
    const kept = await saved.read();
    const known = kept?.grant.id === grant.id ? kept : undefined;
    const begun = await deps.sessions.begin(server, grant, key);
    if (incident !== undefined) await begun.reportIncident(incident);
    deps.suggestLanguage(grant.language);
    deps.onGranted({ grant, saved: known });
    const before = known?.journey;
    // What was contested stays so: the app knows it, also when the server does not yet.
    const contested =
      before !== undefined && 'session' in before ? before.session.contested : undefined;
    const view = sessionViewOf(grant, server, grant.accommodations, contested);
    // What the candidate wrote and the server has not heard of yet stays in their sight.
    const session =
      before !== undefined && 'session' in before
        ? { ...view, desk: mergeDesk(before.session.desk, view.desk) }
        : view;
    const resume = resumeAt(grant, session, before);
    await journey.apply({
      type: 'session.granted',
      session,
      ...(resume === undefined ? {} : { resume }),
    });
  };
  /** Asks until there is an answer, the time is up, or the candidate stops waiting. */
  const obtain = async (
    server: string,
    ask: () => Promise<Answered<Grant>>,
    /** Of the log that begins; absent: the saved session goes on, and its log with it. */
    key?: LogKey,
  ): Promise<void> => {
    const mine = (attempt += 1);
    const isWanted = (): boolean => mine === attempt && isOpening(journey.now());
    const until = clock.ticks() + PATIENCE;
    for (let tries = 1; isWanted(); tries += 1) {
      try {
        const answer = await ask();
        if (isWanted()) await granted(server, answer, key);
        return;
      } catch (error) {
        if (!isWanted()) return;
        const reason = error instanceof ServerError ? error.reason : 'server_fault';
        log.warn(`the session was not granted: ${String(error)}`);
        // The start may still be on its way to the server, sent by what earlier runs left behind.
        const isUnheard = key === undefined && reason === 'too_late' && (await isInExam());
        const mayPass = isUnheard || (error instanceof ServerError && error.passing);
        if (!mayPass || clock.ticks() > until) {
          if (key === undefined && OVER.has(reason)) await saved.remove();
          await failed(reason);
          return;
        }
      }
      await wait(waitBefore(tries, Math.random()));
    }
  };
  const redeem = ({ server, ticket }: DeepLink): Promise<void> => {
    const key = makeLogKey(deps.secret, ticket);
    const redemption = {
      id: redemptionId(deps.secret, ticket),
      ticket,
      appVersion: deps.identity.version,
      platform: deps.identity.platform,
      build: buildOf(deps.identity),
      logKey: key.public,
      machine: machineId(deps.secret, server),
    };
    return obtain(server, () => client.redeem(server, redemption), key);
  };
  const ignore = async (): Promise<void> => {
    log.info('a link came during a session and was ignored');
    deps.notice('link_ignored');
    await deps.sessions
      .current()
      ?.reportIncident({ kind: 'link_ignored', severity: 'info', evidence: [] });
  };

  return {
    async open(text) {
      // What is over may be left for something new; everything before is not to be left by a link.
      await journey.apply({ type: 'finish.closed' });
      if (journey.now().stage !== 'link') return ignore();
      const parsed = parseDeepLink(text, deps.identity.acceptsTestMeans);
      if (!parsed.ok) {
        await failed(parsed.reason);
        return;
      }
      asked = parsed.link;
      const isTrusted = trusted.includes(asked.server);
      const { host } = new URL(asked.server);
      await journey.apply({ type: 'link.received', host, trusted: isTrusted });
      if (isTrusted) void redeem(asked);
    },
    async confirm(yes) {
      const link = asked;
      attempt += 1;
      if (!yes || link === undefined) {
        await journey.apply({ type: 'link.declined' });
        return;
      }
      const now = journey.now();
      if (now.stage !== 'link' || now.phase !== 'confirming') return;
      await trusted.confirm(link.server);
      await journey.apply({ type: 'link.confirmed' });
      void redeem(link);
    },
    async continueSaved() {
      const session = await saved.read();
      if (session === undefined) {
        await failed('session_unknown');
        return;
      }
      const { server, grant } = session;
      const { host } = new URL(server);
      await journey.apply({ type: 'link.received', host, trusted: true });
      const access = { server, accessToken: grant.accessToken };
      void obtain(server, () => client.session(access));
    },
  };
}

function buildOf({ build, manifest }: StageParts['identity']): AppBuild {
  return { kind: build, ...(manifest === undefined ? {} : { manifest }) };
}

function isOpening(now: ReturnType<StageParts['journey']['now']>): boolean {
  return now.stage === 'link' && now.phase === 'opening';
}

/**
 * The same ticket is always redeemed under the same id, so that an answer that got lost is given again,
 * also after a crash. In the form of a random UUID (RFC 9562 §5.4), which it is to everybody else.
 */
export function redemptionId(secret: string, ticket: string): string {
  return uuidOf(`${secret} redemption ${ticket}`);
}

/**
 * By which a server knows this machine again: made of a random secret of the vault and of nothing of the
 * hardware. Another server is told another.
 */
export function machineId(secret: string, server: string): string {
  return uuidOf(`${secret} machine ${server}`);
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
