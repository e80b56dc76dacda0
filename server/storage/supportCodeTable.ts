import type { ContestableStep } from '../../contract/contest.ts';

/** A code that staff made for a session; `id` is its public part, the code itself is kept nowhere. */
export interface SupportCodeTable {
  sessionId: string;
  id: string;
  step: ContestableStep;
  issuedAt: Date;
  /** `administrator:NAME`. */
  issuedBy: string;
  expiresAt: Date;
  withdrawnAt: Date | null;
  /** When the app says it was used. */
  usedAt: Date | null;
}
