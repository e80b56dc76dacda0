import { defaulted, type Field } from './field.ts';
import { text, truth } from './plainKinds.ts';

const SOURCE = 'Constructor, Exam rules';

function rule(fallback: boolean, meaning: string, use?: string): Field<boolean, 'defaulted'> {
  return defaulted(truth(), fallback, {
    meaning,
    use: use ?? 'Shown on the rules page.',
    effect: 'effective',
    source: SOURCE,
  });
}

/** What the candidate may do. The eleven keys of `rules`. */
export const ruleKeys = {
  allow_to_use_websites: rule(
    false,
    'Web sites may be used.',
    'Shown on the rules page; browsers count as allowed applications then.',
  ),
  allow_to_use_books: rule(false, 'Books may be used.'),
  allow_to_use_paper: rule(true, 'Paper and drafts may be used.'),
  allow_to_use_messengers: rule(
    false,
    'Messengers may be used.',
    'Shown on the rules page; messengers leave the preset list and count as allowed then.',
  ),
  allow_to_use_calculator: rule(
    true,
    'A calculator may be used.',
    'Shown on the rules page; calculators leave the preset list and count as allowed then.',
  ),
  allow_to_use_excel: rule(
    false,
    'Microsoft Excel may be used.',
    'Shown on the rules page; Excel leaves the preset list and counts as allowed then.',
  ),
  allow_to_use_human_assistant: rule(false, 'Another person may help.'),
  allow_absence_in_frame: rule(false, 'The candidate may leave the picture.'),
  allow_voices: rule(false, 'Talking is allowed.'),
  allow_wrong_gaze_direction: rule(false, 'Looking away is allowed.'),
  custom_rules: defaulted(text(), '', {
    meaning: "The institution's own rules, as plain text.",
    use: 'Shown on the rules page.',
    effect: 'effective',
    source: SOURCE,
  }),
} as const;
