import type { DeliveryKind, DeliveryState } from '../../storage/deliveryTable.ts';
import type { Say } from '../words.ts';

export const DELIVERY_STATES = [
  'waiting',
  'given_up',
  'delivered',
] as const satisfies readonly DeliveryState[];

export const DELIVERY_KINDS = [
  'review',
  'schedule',
  'warning',
  'agreement',
  'mail',
] as const satisfies readonly DeliveryKind[];

/** What the last try came to, in a sentence; a code that has none yet is named by itself. */
export function deliveryCodeWords(say: Say, code: string, status: number | null): string {
  const values = { status: status ?? '' };
  return say.known(`serverPage.delivery.code.${code}`, code, values);
}
