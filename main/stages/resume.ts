import type { Grant } from '../../contract/grant.ts';
import { beginChecks, type ActiveJourney, type JourneyAt } from '../../contract/journey.ts';
import type { SessionView } from '../../contract/session.ts';
import { examEndsAt } from '../../contract/time.ts';

/**
 * Where a candidate goes on who comes back with a grant, or nothing for the beginning. What was saved
 * on this computer counts, brought up to date by what the server knows. On another computer its check
 * and the rules are met anew, and consent and photos are not asked for twice.
 */
export function resumeAt(
  grant: Grant,
  session: SessionView,
  saved: ActiveJourney | undefined,
): ActiveJourney | undefined {
  // What a check in advance left behind is no exam that could go on.
  const wasCheckOnly =
    saved !== undefined && 'session' in saved && saved.session.checkOnly === true;
  if (wasCheckOnly && grant.purpose === 'exam') return resumeAt(grant, session, undefined);
  switch (saved?.stage) {
    case 'exam':
      // Without a time of the server's own the start is still waiting in the outbox.
      return runningExam(session, startOf(grant) ?? saved.startedAt, saved.phase);
    case 'setup':
      // The start was recorded, and the crash came before it was noted down here.
      if (grant.startedAt !== undefined && saved.step === undefined) {
        return runningExam(session, Date.parse(grant.startedAt));
      }
      return { ...saved, session };
    case 'checks':
      return { ...saved, session };
    case 'finish':
      return { ...saved, session };
    case 'session':
    case 'link':
    case undefined:
      return grant.consentedAt === undefined ? undefined : beginChecks(session);
  }
}

function startOf(grant: Grant): number | undefined {
  return grant.startedAt === undefined ? undefined : Date.parse(grant.startedAt);
}

/** The page is loaded anew and covers are judged anew; time and break go on where they were. */
function runningExam(
  session: SessionView,
  startedAt: number,
  phase: JourneyAt<'exam'>['phase'] = 'running',
): JourneyAt<'exam'> {
  const endsAt = endOf(session, startedAt);
  return { stage: 'exam', session, phase, startedAt, endsAt, page: 'loading', covers: [] };
}

/** When an exam that began at `startedAt` ends; milliseconds since the epoch. */
export function endOf(session: SessionView, startedAt: number): number {
  return examEndsAt({
    startedAt,
    durationMinutes: session.durationMinutes,
    extraMinutes: session.accommodations.extraMinutes,
    windowEndsAt: session.endsAt,
  });
}
