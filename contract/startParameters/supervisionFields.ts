import { defaulted, optional, type Fields, type ShapeOf } from './field.ts';
import type { z } from 'zod';
import { startReading } from './faults.ts';
import { email } from './formattedKinds.ts';
import { jsonList, jsonObject } from './jsonKinds.ts';
import { choice, text, truth } from './plainKinds.ts';
import { readFields } from './readFields.ts';
import { ruleKeys } from './rules.ts';
import { scoreKeys } from './scoreConfig.ts';
import { warningKeys } from './visibleWarnings.ts';

const SOURCE = 'Constructor, API parameters';

/** Longest file name on the systems we run on; far more entries than a teacher types. Own bounds. */
const PROCESS_NAME_LENGTH = 255;
const MOST_ENTRIES = 1000;

function defaultsOf<F extends Fields>(keys: F): z.output<z.ZodObject<ShapeOf<F>>> {
  return readFields(keys, {}, startReading().reading);
}

/** Exam parameters that say what is watched, recorded, allowed and scored. */
export const supervisionFields = {
  allowMultipleDisplays: defaulted(truth(), false, {
    meaning: 'An additional display is allowed.',
    use: 'Without it a second display keeps the exam from starting and covers it while connected.',
    effect: 'effective',
    source: SOURCE,
  }),
  allowVirtualEnvironment: defaulted(truth(), false, {
    meaning: 'A virtual machine is allowed.',
    use: 'Without it a virtual machine or a remote session blocks the start of a locked-down exam.',
    effect: 'effective',
    source: SOURCE,
  }),
  auxiliaryCamera: defaulted(truth(), false, {
    meaning: 'A phone as second camera.',
    use: 'Makes the mobile step of the system check required; no phone can be joined yet, so staff waive it.',
    effect: 'effective',
    source: SOURCE,
  }),
  auxiliaryCameraMode: defaulted(choice(['photo', 'video']), 'video', {
    meaning: 'A photo every 30 seconds, or video.',
    use: 'Kept with the exam.',
    effect: 'stored',
    source: `${SOURCE}; default of the plugins`,
  }),
  allowMakingRoomScanSecondCamera: defaulted(truth(), false, {
    meaning: 'The room is scanned with the second camera.',
    use: 'Kept with the exam.',
    effect: 'stored',
    aliases: ['allowRoomScanAuxCamera'],
    source: `${SOURCE}; alias of the Moodle plugin`,
  }),
  desktopAppForbiddenProcesses: optional(jsonList(text(PROCESS_NAME_LENGTH), MOST_ENTRIES), {
    meaning: 'Forbidden programs. Not sent or `null`: the preset list. `[]`: nothing is forbidden.',
    use: 'Replaces the preset list; see the process rules of the lockdown policy.',
    effect: 'effective',
    source: `${SOURCE}; Blocking processes`,
  }),
  desktopAppAllowedProcesses: defaulted(jsonList(text(PROCESS_NAME_LENGTH), MOST_ENTRIES), [], {
    meaning: 'Allowed programs.',
    use: 'Taken off the preset list; no incident when in front from `medium` on.',
    effect: 'effective',
    source: `${SOURCE}; Blocking processes`,
  }),
  proctorEmails: defaulted(jsonList(email(), MOST_ENTRIES), [], {
    meaning: 'Proctors of the exam; live mode only.',
    use: 'Kept with the exam and shown to staff.',
    effect: 'effective',
    source: SOURCE,
  }),
  rules: defaulted(jsonObject(ruleKeys), defaultsOf(ruleKeys), {
    meaning: 'Rules of the exam.',
    use: 'The rules page, and which programs leave the preset list.',
    effect: 'effective',
    source: `${SOURCE}, Exam rules`,
  }),
  scoreConfig: defaulted(jsonObject(scoreKeys), defaultsOf(scoreKeys), {
    meaning: 'How the score is made.',
    use: 'Kept with the exam for the review.',
    effect: 'stored',
    source: `${SOURCE}, Score calculation parameters`,
  }),
  visibleWarnings: defaulted(jsonObject(warningKeys), defaultsOf(warningKeys), {
    meaning: 'Which warnings the candidate sees.',
    use: 'Kept with the exam.',
    effect: 'stored',
    source: `${SOURCE}, Visible and hidden warnings`,
  }),
  webCameraMainView: defaulted(choice(['front', 'side']), 'front', {
    meaning: 'Where the webcam stands.',
    use: 'Kept with the exam.',
    effect: 'stored',
    source: `${SOURCE}; default of the Moodle plugin`,
  }),
  streamsPreset: defaulted(
    choice(['default', 'no_video', 'no_ai_detection', 'no_webcam', 'no_desktop']),
    'default',
    {
      meaning:
        'What is recorded: everything, nothing, everything but unanalysed, all but the webcam, all but the desktop.',
      use: 'Decides what the consent names and which steps of the system check are needed. Nothing is recorded during the exam yet; only where no desktop is to be recorded are our windows kept out of captures.',
      effect: 'effective',
      source: `${SOURCE}; \`no_webcam\` of the Moodle plugin of 2026; \`no_desktop\` own`,
    },
  ),
  sendManualWarningsToLearner: defaulted(truth(), true, {
    meaning: "A live proctor's warnings are shown to the candidate.",
    use: 'In `online` a warning of staff is shown in the app; without it, it is noted as an incident alone.',
    effect: 'effective',
    source: SOURCE,
  }),
} as const;
