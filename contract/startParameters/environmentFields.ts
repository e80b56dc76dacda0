import { defaulted, optional } from './field.ts';
import { jsonObject } from './jsonKinds.ts';
import { choice, truth } from './plainKinds.ts';
import { biometricKeys, preliminaryCheck } from './preliminaryCheck.ts';

const SOURCE = 'Constructor, API parameters';

/** Environment parameters. */
export const environmentFields = {
  secureBrowser: defaulted(truth(), false, {
    meaning: 'Open the exam locked down.',
    use: 'Without it the exam is monitored only.',
    effect: 'effective',
    aliases: ['ldb'],
    source: `${SOURCE}; alias of the Examus plugin`,
  }),
  secureBrowserLevel: defaulted(choice(['basic', 'medium', 'high']), 'basic', {
    meaning: 'How far the machine is locked down.',
    use: 'Level of the lockdown; ignored without `secureBrowser`.',
    effect: 'effective',
    source: `${SOURCE}; default of the Moodle plugin`,
  }),
  preliminaryCheck: defaulted(
    preliminaryCheck(),
    { enabled: false },
    {
      meaning: 'Identification against a reference picture before the exam.',
      use: 'Kept with the session.',
      effect: 'stored',
      source: `${SOURCE}, Preliminary check`,
    },
  ),
  biometricIdentification: optional(jsonObject(biometricKeys), {
    meaning: 'Older form of `preliminaryCheck`.',
    use: 'Read as `preliminaryCheck` when that was not sent; its other keys are kept.',
    effect: 'stored',
    source: 'Examus plugin',
  }),
  allowToUseAdditionalResources: defaulted(truth(), false, {
    meaning: 'Links and documents named in the questions may be opened.',
    use: 'Kept with the session; no resource window exists yet.',
    effect: 'stored',
    aliases: ['allowtouseadditionalresources', 'allow_to_use_additional_resources'],
    source: 'Moodle plugin of 2026; spelling on the wire inferred',
  }),
  faceHuntingEnabled: defaulted(truth(), false, {
    meaning: 'Look for faces in the picture.',
    use: 'Kept with the session.',
    effect: 'stored',
    source: 'Examus plugin',
  }),
  allowMobileDevices: defaulted(truth(), false, {
    meaning: 'The exam may be taken on a phone or tablet.',
    use: 'Kept with the session; Invigil runs on computers.',
    effect: 'stored',
    source: 'Examus plugin',
  }),
} as const;
