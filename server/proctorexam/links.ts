import type { Deps } from '../deps.ts';

/** Where a student begins: both addresses open a page that opens the app. */
export const examLink = (deps: Pick<Deps, 'publicUrl'>, token: string): string =>
  new URL(`proctorexam/exam/${token}`, deps.publicUrl()).href;

export const checkLink = (deps: Pick<Deps, 'publicUrl'>, token: string): string =>
  new URL(`proctorexam/check/${token}`, deps.publicUrl()).href;
