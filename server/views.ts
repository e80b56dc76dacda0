import type { Fault, Reason } from '../contract/reasons.ts';

/** What the start page shows. Times are milliseconds since the epoch. */
export interface StartPageView {
  /** Language of the page: among those the integration offers. */
  readonly language: string;
  readonly examName: string;
  readonly courseName?: string;
  readonly accountName: string;
  readonly candidateName: string;
  readonly durationMinutes: number;
  readonly extraMinutes: number;
  readonly windowStart: number;
  readonly windowEnd: number;
  readonly trial: boolean;
  /** The exam is under way and the candidate comes back to it. */
  readonly resuming: boolean;
  /** A person lets the candidate in before the exam, and the page says so. */
  readonly liveProctoring: boolean;
  readonly deepLink: string;
  /** End of the ticket in `deepLink`. */
  readonly expiresAt: number;
  readonly now: number;
  /**
   * How the page renews its ticket: POST the JSON `{"renewal": …}` to `url`; the answer is
   * `{deepLink, expiresAt}` with an ISO time, or a refusal.
   */
  readonly renewal: { readonly url: string; readonly token: string };
}

/** A refusal as a page. */
export interface ProblemPageView {
  readonly language: string;
  readonly reason: Reason;
  /** HTTP status of the answer. */
  readonly status: number;
  /** For whoever integrates the LMS; empty for most reasons. */
  readonly faults: readonly Fault[];
  readonly examName?: string;
  /** Of `too_early` and `too_late`. */
  readonly windowStart?: number;
  readonly windowEnd?: number;
  /** Where the candidate can go back to, when the LMS said so. */
  readonly returnUrl?: string;
}
