import type { Integration } from '../config.ts';

export type CallbackKind = 'review' | 'schedule' | 'warning' | 'agreement';

/** Where an integration wants to be called. @param reviewUrl of the session; it beats the integration's */
export function callbackUrl(
  integration: Integration,
  kind: CallbackKind,
  reviewUrl?: string,
): string | undefined {
  return (kind === 'review' ? reviewUrl : undefined) ?? integration.callbacks[kind];
}
