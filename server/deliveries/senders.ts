import { callbackSender } from '../callbacks/callbackSender.ts';
import type { Deps } from '../deps.ts';
import type { Caller } from '../outgoing/caller.ts';
import { sendOwedMail } from '../proctorexam/sendOwedMail.ts';
import type { Senders } from './sender.ts';

/** Who carries what: one line a kind. */
export function sendersOf(deps: Deps, caller: Caller): Senders {
  return {
    review: callbackSender(deps, caller, 'review'),
    schedule: callbackSender(deps, caller, 'schedule'),
    warning: callbackSender(deps, caller, 'warning'),
    agreement: callbackSender(deps, caller, 'agreement'),
    mail: sendOwedMail(deps),
  };
}
