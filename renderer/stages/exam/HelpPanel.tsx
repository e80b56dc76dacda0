import { ChevronDown } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Code } from '../../shell/ProblemBanner.tsx';
import { LanguageChooser } from '../../shell/LanguageChooser.tsx';
import { useSituation } from '../../store.ts';
import { Facts } from '../../ui/Facts.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

/** What most often goes wrong in an exam, by its reason code. */
const COMMON = [
  'exam_page_unreachable',
  'server_unreachable',
  'forbidden_process',
  'second_display',
  'closed_disconnected',
] as const;

/** What to do when something is wrong, and what a support desk will ask for. */
export function HelpPanel({ session }: { readonly session: SessionView }): ReactElement {
  const { t } = useTranslation();
  const { appVersion, unsent } = useSituation();
  return (
    <div className="stack">
      <p>{t('exam.helpPanel.lead')}</p>
      <div className="disclosures">
        {COMMON.map((reason) => (
          <Disclosure key={reason} className="disclosure">
            <Heading level={3}>
              <Button slot="trigger" className="button button-quiet disclosure-button">
                <ChevronDown aria-hidden />
                <span className="button-words">{t(`reason.${reason}.sentence`)}</span>
              </Button>
            </Heading>
            <DisclosurePanel className="disclosure-panel">
              <p>{t(`reason.${reason}.wayOut`)}</p>
              <p>
                <Code reason={reason} />
              </p>
            </DisclosurePanel>
          </Disclosure>
        ))}
      </div>
      <section className="stack">
        <h3>{t('exam.helpPanel.keys')}</h3>
        <p>{t('exam.helpPanel.keysText')}</p>
      </section>
      <LanguageChooser />
      <section className="stack">
        <h3>{t('exam.helpPanel.support')}</h3>
        <Facts
          facts={[
            { name: t('exam.helpPanel.session'), value: <bdi>{session.sessionId}</bdi> },
            { name: t('exam.helpPanel.server'), value: <bdi dir="ltr">{session.serverHost}</bdi> },
            { name: t('exam.helpPanel.version'), value: appVersion },
            { name: t('exam.helpPanel.unsent'), value: String(unsent) },
          ]}
        />
      </section>
    </div>
  );
}
