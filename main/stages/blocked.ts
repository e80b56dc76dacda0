import { STEP_BEHIND } from '../../contract/overruled.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { ChecksStage } from './3-checks.ts';
import type { ExamStage } from './5-exam.ts';
import { ServerError } from '../system/serverAnswer.ts';
import type { ServerClient } from '../system/serverClient.ts';
import type { StageParts } from './parts.ts';

interface Deps extends StageParts {
  readonly checks: Pick<ChecksStage, 'clear'>;
  readonly exam: Pick<ExamStage, 'hold' | 'entered'>;
  readonly client: Pick<ServerClient, 'session'>;
}

const OF_THE_SERVER: ReadonlySet<Reason> = new Set<Reason>([
  'access_denied',
  'access_replaced',
  'session_unknown',
]);

/** For these the server refuses that an exam begins. */
const OF_THE_START: ReadonlySet<Reason> = new Set<Reason>([
  'too_early',
  'too_late',
  'not_admitted',
  'session_closed',
]);

/** "Check again": looks at what blocked, and goes on when it is gone. */
export function blockedStage({ journey, sessions, checks, exam, client, log }: Deps): {
  checkAgain(): Promise<void>;
} {
  const isGone = async (reason: Reason): Promise<boolean> => {
    const step = STEP_BEHIND[reason];
    if (step !== undefined) return checks.clear([step]);
    if (reason === 'lockdown_failed') return exam.hold();
    const session = sessions.current();
    const isOfServer = OF_THE_SERVER.has(reason) || OF_THE_START.has(reason);
    if (!isOfServer || session === undefined) return true;
    try {
      await client.session(session.outbox.access());
      return true;
    } catch (error) {
      log.warn(`still blocked: ${String(error)}`);
      return !(error instanceof ServerError) || error.passing;
    }
  };
  return {
    async checkAgain() {
      const now = journey.now();
      if (now.stage !== 'blocked' || !(await isGone(now.reason))) return;
      await journey.apply({ type: 'unblocked' });
      // The server takes it now, or says once more why not.
      if (OF_THE_START.has(now.reason) && now.back.stage === 'exam') {
        await sessions.current()?.reportStatus('exam_started');
      }
      // After a crash the exam's own work waits for the machine to be held.
      if (now.reason === 'lockdown_failed' && now.back.stage === 'exam') await exam.entered();
    },
  };
}
