import { defaulted, type Field } from './field.ts';
import { decimal, whole } from './plainKinds.ts';

const SOURCE = 'Constructor, Score calculation parameters; camelCase names of its sample body';
const USE = 'Kept with the exam for the review.';

function weight(alias: string, fallback: number, meaning: string): Field<number, 'defaulted'> {
  // `voice` and `phone` have one spelling only in one of the two key styles.
  return defaulted(decimal(0, 10), fallback, {
    meaning,
    use: USE,
    effect: 'stored',
    aliases: alias === '' ? [] : [alias],
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
  extra_user: weight('extraUserInFrame', 1, 'Weight of a second person in the picture.'),
  user_replaced: weight(
    'substitutionUser',
    1,
    'Weight of another person in place of the candidate.',
  ),
  absent_user: weight('noUserInFrame', 2, 'Weight of an absent candidate.'),
  look_away: weight('avertEyes', 1.5, 'Weight of looking away.'),
  active_window_changed: weight('changeActiveWindowOnComputer', 1, 'Weight of a lost focus.'),
  forbidden_device: weight('forbiddenDevice', 1, 'Weight of forbidden hardware.'),
  voice: weight('voiceDetected', 1, 'Weight of a human voice.'),
  phone: weight('', 1, 'Weight of a phone.'),
} as const;
