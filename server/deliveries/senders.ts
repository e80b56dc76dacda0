import type { Deps } from '../deps.ts';
import type { Senders } from './sender.ts';

/** Who carries what: one line a kind. */
export function sendersOf(_deps: Deps): Senders {
  return {};
}
