import { REASONS, type Fault, type Reason } from '../contract/reasons.ts';
import type { ProblemPageView } from './views.ts';

/** What a page can tell besides the reason. */
export type RefusalFacts = Partial<Omit<ProblemPageView, 'reason' | 'status' | 'faults'>>;

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
