import type { MediaReading } from '../../contract/channels.ts';
import { isRequired, type CheckResult, type CheckStep } from '../../contract/check.ts';
import { checkNeeds } from '../../contract/journey.ts';
import { blockingReason, isMachineStep, runCheck, type RunDeps } from '../checks/index.ts';
import { judgeMedia, resultOf } from '../checks/media.ts';
import { judgeMobile } from '../checks/mobile.ts';
import { activeStage } from './activeStage.ts';
import type { FlowMeasures } from './flowMeasures.ts';
import { machineIncidents } from './machineIncidents.ts';
import { sessionAtHand, type StageParts } from './parts.ts';

export interface ChecksStage {
  readonly run: (step: CheckStep) => Promise<CheckResult>;
  readonly report: (reading: MediaReading) => Promise<CheckResult>;
  readonly flow: {
    begin(): string;
    chunk(id: string, data: Uint8Array): Promise<void>;
    end(id: string): Promise<CheckResult>;
  };
  readonly proceed: () => Promise<void>;
  /** Looks at what the candidate cannot change here and blocks on it; true when nothing blocks. */
  readonly clear: (steps: readonly CheckStep[]) => Promise<boolean>;
}

interface Deps extends StageParts {
  readonly system: RunDeps['system'];
  readonly flow: FlowMeasures;
}

type Session = ReturnType<typeof sessionAtHand>;

export function checksStage({ journey, sessions, system, flow, log }: Deps): ChecksStage {
  /** What each session's proctor knows already: checking again tells nothing new. */
  const told = new WeakMap<Session, Set<string>>();
  const tellProctor = async (session: Session, result: CheckResult): Promise<void> => {
    const before = told.get(session) ?? new Set();
    told.set(session, before);
    for (const incident of machineIncidents(result)) {
      const words = JSON.stringify(incident);
      if (before.has(words)) continue;
      before.add(words);
      await session.reportIncident(incident);
    }
  };
  const judge = (step: CheckStep): Promise<CheckResult> => {
    if (step === 'mobile') return Promise.resolve(resultOf(step, judgeMobile()));
    if (!isMachineStep(step)) throw new Error(`${step} is read where the devices are`);
    const { policy } = sessionAtHand(sessions).grant;
    return runCheck(step, {
      system,
      policy,
      onUnread: (unread, cause) => log.error(`${unread} could not be read`, cause),
    });
  };
  const isNeeded = (step: CheckStep): boolean => {
    const now = activeStage(journey.now());
    return 'session' in now && isRequired(step, checkNeeds(now.session));
  };
  const take = async (result: CheckResult): Promise<CheckResult> => {
    const session = sessionAtHand(sessions);
    await session.reportCheck(result);
    await tellProctor(session, result);
    await journey.apply({ type: 'check.judged', result });
    return result;
  };
  /** The reason to leave everything else aside, or undefined when the step is no obstacle. */
  const obstacle = (result: CheckResult) =>
    isNeeded(result.step) ? blockingReason(result) : undefined;
  const block = async (result: CheckResult): Promise<boolean> => {
    const reason = obstacle(result);
    if (reason === undefined) return false;
    await journey.apply({ type: 'blocked', reason, evidence: result.evidence });
    return true;
  };
  return {
    async run(step) {
      const result = await take(await judge(step));
      // Where there is nothing to put right on this computer, a row in a list would be no answer.
      if (step === 'virtual_machine') await block(result);
      return result;
    },
    report: (reading) => take(judgeMedia(reading)),
    flow: {
      begin: () => flow.begin(sessionAtHand(sessions).outbox.access()),
      chunk: (id, data) => flow.chunk(id, data),
      end: async (id) => take(await flow.end(id)),
    },
    async proceed() {
      await journey.apply({ type: 'checks.continued' });
    },
    async clear(steps) {
      for (const step of steps) {
        if (!isNeeded(step)) continue;
        if (await block(await take(await judge(step)))) return false;
      }
      return true;
    },
  };
}
