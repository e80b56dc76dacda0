import type { Conclusion } from '../../contract/conclusion.ts';

/** What a session came to; none until somebody concluded it. */
export interface ConclusionTable {
  sessionId: string;
  conclusion: Conclusion;
  comment: string;
  /** Of an analysis, 0 to 100; null: nobody computed one. */
  score: number | null;
  /** `administrator:NAME`, or who else concluded. */
  concludedBy: string;
  at: Date;
}
