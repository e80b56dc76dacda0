import type { Grant } from '../contract/grant.ts';
import type { Incident, IncidentKind } from '../contract/incident.ts';
import { urlAllowed } from '../contract/urlRules.ts';
import type { CurrentSession } from './currentSession.ts';
import type { RateLimit } from './evidence/rateLimit.ts';
import type { JourneyKeeper } from './journey.ts';
import type { Log } from './system/log.ts';
import { openForeignView, type ForeignView } from './windows/foreignView.ts';
import type { Blocked, PageRulebook } from './windows/pageRules.ts';
import { withClientOrigin } from './windows/proof.ts';
import type { StageParts } from './stages/parts.ts';

const INCIDENTS: Readonly<Record<Blocked, IncidentKind & `${Blocked}_blocked`>> = {
  navigation: 'navigation_blocked',
  window: 'window_blocked',
  download: 'download_blocked',
  permission: 'permission_blocked',
  print: 'print_blocked',
};

interface Deps extends Pick<StageParts, 'notice' | 'question'> {
  readonly session: CurrentSession;
  readonly journey: JourneyKeeper;
  readonly book: PageRulebook;
  readonly limit: RateLimit;
  readonly log: Log;
  /** The page was open before in this run, so that its cookies live. */
  readonly isBack: boolean;
  readonly onGone: () => void;
}

/** The exam's own page, bounded by the session's rules; what it tries beyond them is reported. */
export function openExamPage({
  session,
  journey,
  book,
  limit,
  log,
  notice,
  question,
  isBack,
  onGone,
}: Deps): Promise<ForeignView> {
  const { grant } = session;
  const report = (kind: IncidentKind, severity: Incident['severity'], url?: string): void => {
    const leftOut = limit.admit(kind);
    if (leftOut === undefined) return;
    const evidence = [
      ...(url === undefined ? [] : [{ code: 'page_address', values: { host: hostOf(url) } }]),
      ...(leftOut === 0 ? [] : [{ code: 'more_of_it', values: { count: leftOut } }]),
    ];
    void session.reportIncident({ kind, severity, evidence });
  };
  return openForeignView({
    entryUrl: withClientOrigin(entryOf(grant, isBack)),
    partition: `exam-${grant.id}`,
    mayNavigate: (url) => urlAllowed(url, grant.urlRules),
    proofMessage: grant.proofMessage,
    dragOut: grant.policy.page.dragOut === 'allowed',
    book,
    log,
    onState: (page) => void journey.apply({ type: 'exam.pageChanged', page }),
    onBlocked(what, url) {
      report(INCIDENTS[what], what === 'permission' ? 'info' : 'notice', url);
      notice(INCIDENTS[what]);
    },
    onKept: () => notice('page_kept'),
    onUnsaved: () => notice('page_unsaved'),
    onQuestion: question,
    onCrashed: () => report('exam_page_crashed', 'notice'),
    onUnresponsive: () => report('exam_page_unresponsive', 'info'),
    onRecovered() {
      report('exam_page_recovered', 'info');
      notice('page_recovered');
    },
    onGone() {
      report('exam_page_crashed', 'notice');
      onGone();
    },
  });
}

/** A later address that the LMS gave leads on only with the cookies that the first one brought. */
function entryOf({ entryUrl, laterUrl, urlRules }: Grant, isBack: boolean): string {
  return isBack && laterUrl !== undefined && urlAllowed(laterUrl, urlRules) ? laterUrl : entryUrl;
}

/** The host alone: addresses of an LMS carry access codes. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
