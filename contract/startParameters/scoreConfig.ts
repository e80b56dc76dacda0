import { defaulted, type Field } from './field.ts';
import { decimal, whole } from './plainKinds.ts';

const SOURCE = 'Constructor, Score calculation parameters; camelCase names of its sample body';
const USE = 'Kept with the exam for the review.';

function weight(
  fallback: number,
  meaning: string,
  ...aliases: readonly string[]
): Field<number, 'defaulted'> {
  return defaulted(decimal(0, 10), fallback, {
    meaning,
    use: USE,
    effect: 'stored',
    aliases,
    source: SOURCE,
  });
}

/** How much each kind of violation weighs in the score. The nine keys of `scoreConfig`. */
export const scoreKeys = {
  cheater_level: defaulted(whole(0, 100), 80, {
    meaning: 'The automatic result is negative above this score.',
    use: USE,
    effect: 'stored',
    aliases: ['cheaterLevel'],
    source: SOURCE,
  }),
  extra_user: weight(1, 'Weight of a second person in the picture.', 'extraUserInFrame'),
  user_replaced: weight(
    1,
    'Weight of another person in place of the candidate.',
    'substitutionUser',
  ),
  absent_user: weight(2, 'Weight of an absent candidate.', 'noUserInFrame'),
  look_away: weight(1.5, 'Weight of looking away.', 'avertEyes'),
  active_window_changed: weight(1, 'Weight of a lost focus.', 'changeActiveWindowOnComputer'),
  forbidden_device: weight(1, 'Weight of forbidden hardware.', 'forbiddenDevice'),
  voice: weight(1, 'Weight of a human voice.', 'voiceDetected'),
  phone: weight(1, 'Weight of a phone.'),
} as const;
