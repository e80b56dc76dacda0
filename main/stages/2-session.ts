import { sessionAtHand, type StageParts } from './parts.ts';

export interface SessionStage {
  readonly consent: () => Promise<void>;
  /** Another way is asked for, in the candidate's own words. */
  readonly decline: (explanation: string) => Promise<void>;
  readonly reconsider: () => Promise<void>;
}

/** Who, which exam, and what is recorded: nothing of it before consent. */
export function sessionStage({ journey, sessions }: StageParts): SessionStage {
  const isHere = (): boolean => journey.now().stage === 'session';
  return {
    async consent() {
      if (!isHere()) return;
      await sessionAtHand(sessions).reportConsent(true);
      await journey.apply({ type: 'consent.given' });
    },
    async decline(explanation) {
      if (!isHere()) return;
      const session = sessionAtHand(sessions);
      await session.reportConsent(false, explanation);
      await session.reportIncident({ kind: 'consent_declined', severity: 'info', evidence: [] });
      await journey.apply({ type: 'consent.declined' });
    },
    async reconsider() {
      await journey.apply({ type: 'consent.reconsidered' });
    },
  };
}
