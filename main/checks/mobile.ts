import type { CheckVerdict } from '../../contract/check.ts';
import { fail } from './mediaFailure.ts';

/** A phone cannot be joined yet, so the step is never done; staff waive it where the exam asks for one. */
export function judgeMobile(): CheckVerdict {
  return fail({ code: 'mobile_not_available', values: {} });
}
