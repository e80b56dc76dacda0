import { calculators, spreadsheets } from './allowances.ts';
import { assistants, automation } from './assistance.ts';
import { recorders, screenExtensions, virtualCameras } from './capture.ts';
import { conferences, messengers } from './communication.ts';
import { remoteAccess } from './remoteAccess.ts';
import type { ProcessRule } from './rule.ts';

/** What is forbidden when an exam names no list of its own. Data: a server may hand out a newer one. */
export const PRESET_RULES: readonly ProcessRule[] = [
  ...remoteAccess,
  ...conferences,
  ...messengers,
  ...recorders,
  ...virtualCameras,
  ...screenExtensions,
  ...assistants,
  ...automation,
  ...calculators,
  ...spreadsheets,
];
