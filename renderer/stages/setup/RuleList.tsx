import { CircleCheck, CircleSlash } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

/** The rules that an LMS can set (docs.constructor.tech, rules), in the order in which they are read. */
export const RULES = [
  'allow_to_use_paper',
  'allow_to_use_books',
  'allow_to_use_calculator',
  'allow_to_use_excel',
  'allow_to_use_websites',
  'allow_to_use_messengers',
  'allow_to_use_human_assistant',
  'allow_voices',
  'allow_absence_in_frame',
  'allow_wrong_gaze_direction',
] as const;

/** What is allowed and what is not, each in its own list, and the institution's own words. */
export function RuleList({ session }: { readonly session: SessionView }): ReactElement {
  const { t } = useTranslation();
  const allowed = new Set(session.allowed);
  const may = RULES.filter((rule) => allowed.has(rule));
  const mayNot = RULES.filter((rule) => !allowed.has(rule));
  return (
    <div className="rules">
      {session.customRules.trim() !== '' && (
        <section className="rules-own">
          <h2>{t('setup.rules.custom')}</h2>
          <p className="own-words" dir="auto">
            {session.customRules}
          </p>
        </section>
      )}
      <div className="rules-lists">
        {(may.length > 0 || session.calculator !== 'off') && (
          <section>
            <h2>{t('setup.rules.may')}</h2>
            <ul className="rules-may">
              {session.calculator !== 'off' && (
                <li>
                  <CircleCheck aria-hidden />
                  {t('setup.rules.calculator')}
                </li>
              )}
              {may.map((rule) => (
                <li key={rule}>
                  <CircleCheck aria-hidden />
                  {t(`rule.${rule}.may`)}
                </li>
              ))}
            </ul>
          </section>
        )}
        {mayNot.length > 0 && (
          <section>
            <h2>{t('setup.rules.mayNot')}</h2>
            <ul className="rules-may-not">
              {mayNot.map((rule) => (
                <li key={rule}>
                  <CircleSlash aria-hidden />
                  {t(`rule.${rule}.mayNot`)}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}
