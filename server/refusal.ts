import type { LogEnd } from '../contract/logChain.ts';
import { REASONS, type Fault, type Reason } from '../contract/reasons.ts';
import type { ProblemPageView } from './views.ts';

/** What a page, or an app's next try, needs besides the reason. */
export interface RefusalFacts extends Partial<
  Omit<ProblemPageView, 'reason' | 'status' | 'faults'>
> {
  /** Where the log ends that is held; see `Refusal`. */
  readonly held?: LogEnd;
}

/** Thrown by whatever turns a request down; the error handler makes JSON or a page of it. */
export class ServerRefusal extends Error {
  readonly reason: Reason;
  readonly faults: readonly Fault[];
  readonly facts: RefusalFacts;

  constructor(reason: Reason, faults: readonly Fault[] = [], facts: RefusalFacts = {}) {
    super(reason);
    this.name = 'ServerRefusal';
    this.reason = reason;
    this.faults = faults;
    this.facts = facts;
  }

  get status(): number {
    return REASONS[this.reason].status;
  }
}
