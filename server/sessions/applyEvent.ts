import type { ClientEvent } from '../../contract/http.ts';
import type { Status } from '../../contract/status.ts';
import { zulu } from '../callbacks/dates.ts';
import { oweCallback } from '../callbacks/owe.ts';
import { oweWarning } from '../callbacks/oweWarning.ts';
import { PROCTOREXAM } from '../instituteConfig.ts';
import { keepAdvanceCheck } from '../storage/advanceChecks.ts';
import { keepCheck } from '../storage/checks.ts';
import { addIncident } from '../storage/incidents.ts';
import { findReopening } from '../storage/transitions.ts';
import { closeSession } from './closeSession.ts';
import { momentOf } from './momentOf.ts';
import { moveStatus } from './moveStatus.ts';
import { takeAdmissionAsked, takeMessage, takeShown } from './takeDeskEvent.ts';
import { takeSupportCode } from './takeSupportCode.ts';
import { update, type SessionWork } from './work.ts';

/** Does what a new event of the app means for its session. */
export async function applyEvent(work: SessionWork, event: ClientEvent): Promise<void> {
  const at = momentOf(work, event.at);
  const sessionId = work.session.id;
  switch (event.type) {
    case 'status':
      await applyStatus(work, event.status, at);
      return;
    case 'check':
      await keepCheck(work.db, { sessionId, result: event.result, at });
      if (work.session.integration === PROCTOREXAM) {
        await keepAdvanceCheck(work.db, { sessionId, result: event.result, at });
      }
      break;
    case 'incident': {
      const { id, incident } = event;
      const receivedAt = work.now;
      await addIncident(work.db, { id, sessionId, incident, at, receivedAt, source: 'app' });
      await oweWarning(work, incident.kind, at);
      if (incident.kind === 'support_code_used') await takeSupportCode(work, incident, at);
      break;
    }
    // It lies in the events; the page adds them up.
    case 'covered':
      break;
    case 'consent':
      await update(work, { consentedAt: event.given ? new Date(at) : null });
      break;
    case 'agreement':
      if (work.session.agreedAt === null) {
        await oweCallback(work, 'agreement', () => ({ timestamp: zulu(new Date(at)) }));
      }
      await update(work, { agreedAt: new Date(at) });
      break;
    case 'message':
      await takeMessage(work, event, at);
      break;
    case 'shown':
      await takeShown(work, event, at);
      break;
    case 'admission_asked':
      await takeAdmissionAsked(work, at);
      break;
    // A photo is shown once it is there itself.
    case 'photo':
    case 'presence':
      return;
  }
  work.visible = true;
}

async function applyStatus(work: SessionWork, status: Status, at: number): Promise<void> {
  if (status === 'exam_finished') {
    // A finish that staff have undone meanwhile: its event was still on the candidate's machine.
    const reopenedAt = await findReopening(work.db, work.session.id);
    if (reopenedAt === undefined || at > reopenedAt)
      await closeSession(work, { by: 'candidate', at });
    return;
  }
  const values = status === 'exam_started' ? { startedAt: new Date(at) } : {};
  await moveStatus(work, { status, at, cause: 'app', values });
}
