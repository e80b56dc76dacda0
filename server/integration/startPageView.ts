import { needsAdmission } from '../../contract/desk.ts';
import { formatDeepLink } from '../../contract/deepLink.ts';
import type { StartParameters } from '../../contract/startParameters.ts';
import { nameOf } from '../candidateName.ts';
import type { SessionWork } from '../sessions/work.ts';
import type { Ticket } from '../storage/tickets.ts';
import type { StartPageView } from '../views.ts';

/** What the start page shows of a session that may be entered. */
export function startPageView(
  { session, accommodations, now }: SessionWork,
  page: {
    parameters: StartParameters;
    ticket: Ticket;
    renewal: string;
    /** Where it is renewed, from the public URL on; absent: at the integration. */
    renewalPath?: string;
    language: string;
    publicUrl: string;
  },
): StartPageView {
  const { windowStart, windowEnd } = session;
  const { parameters } = page;
  const name = encodeURIComponent(session.integration);
  return {
    language: page.language,
    examName: parameters.examName,
    ...(parameters.courseName === undefined ? {} : { courseName: parameters.courseName }),
    accountName: parameters.accountName,
    candidateName: nameOf({ ...parameters, userId: parameters.userId }),
    durationMinutes: parameters.duration,
    extraMinutes: accommodations.extraMinutes,
    windowStart: windowStart.getTime(),
    windowEnd: windowEnd.getTime(),
    trial: parameters.trial,
    resuming: session.status === 'exam_started',
    liveProctoring: needsAdmission(parameters.proctoring),
    deepLink: formatDeepLink({ server: page.publicUrl, ticket: page.ticket.ticket }),
    expiresAt: page.ticket.expiresAt,
    now,
    renewal: {
      url: new URL(page.renewalPath ?? `integration/simple/${name}/ticket/`, page.publicUrl).href,
      token: page.renewal,
    },
  };
}
