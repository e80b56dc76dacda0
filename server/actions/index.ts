import { admit } from './admit.ts';
import { allowLateEntry } from './allowLateEntry.ts';
import { askRetake } from './askRetake.ts';
import { endExam } from './endExam.ts';
import { extendTime } from './extendTime.ts';
import { lockExam } from './lockExam.ts';
import { overruleVerdict } from './overruleVerdict.ts';
import { refuseIdentity } from './refuseIdentity.ts';
import { reopenSession } from './reopenSession.ts';
import { sendMail } from './sendMail.ts';
import { sendMessage } from './sendMessage.ts';
import { resumeClosing, suspendClosing } from './suspendClosing.ts';
import { unlockExam } from './unlockExam.ts';
import { warn } from './warn.ts';
import { withdrawOverrule } from './withdrawOverrule.ts';

export type { Action, Performed } from './action.ts';
export { EndDateDetails, EndDateNote } from './endDateNote.ts';

/** Everything that staff can do to a session, by the name that addresses and forms use. */
export const actions = {
  admit,
  'ask-retake': askRetake,
  'refuse-identity': refuseIdentity,
  message: sendMessage,
  warn,
  lock: lockExam,
  unlock: unlockExam,
  'extend-time': extendTime,
  'late-entry': allowLateEntry,
  reopen: reopenSession,
  end: endExam,
  overrule: overruleVerdict,
  'withdraw-overrule': withdrawOverrule,
  'suspend-closing': suspendClosing,
  'resume-closing': resumeClosing,
  'send-mail': sendMail,
} as const;

export type ActionName = keyof typeof actions;
