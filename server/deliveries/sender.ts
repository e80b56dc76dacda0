import type { DeliveryKind } from '../storage/deliveryTable.ts';
import type { DeliveryRow } from '../storage/schema.ts';
import type { Outcome } from './outcome.ts';

/**
 * Carries one kind of delivery. Tries once and says what it came to; when to try again is not its matter.
 * What it throws counts as trouble that passes.
 * @param signal the server is ending: give up this try, it does not count
 */
export type Sender = (delivery: DeliveryRow, signal: AbortSignal) => Promise<Outcome>;

/** A kind without a sender stays in the queue: another process may carry it. */
export type Senders = Readonly<Partial<Record<DeliveryKind, Sender>>>;
