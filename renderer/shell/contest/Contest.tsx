import { ChevronDown } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { contestOffer } from '../../../contract/contest.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { CodeForm } from './CodeForm.tsx';
import { GoOnFlagged } from './GoOnFlagged.tsx';
import type { ReactElement, ReactNode } from 'react';
import type { ContestableStep } from '../../../contract/contest.ts';
import type { SessionView } from '../../../contract/session.ts';

interface ContestProps {
  /** Of the verdict in the way. */
  readonly step: ContestableStep;
  readonly session: SessionView;
}

/** What to do about a verdict that is wrong, by what the integration lets a candidate do. */
export function Contest(props: ContestProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Panel look="raised" title={t('contest.title')}>
      <Ways {...props} />
    </Panel>
  );
}

/** The same in a list of several steps: one line until it is wanted. */
export function FoldedContest(props: ContestProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Folded words={t('contest.title')}>
      <Ways {...props} unfolded />
    </Folded>
  );
}

interface WaysProps extends ContestProps {
  /** It was pressed to be seen already. */
  readonly unfolded?: boolean;
}

function Ways({ step, session, unfolded = false }: WaysProps): ReactElement {
  const { t } = useTranslation();
  const { code, goOn } = contestOffer(session);
  const form = <CodeForm step={step} contested={session.contested} />;
  const folded = unfolded ? form : <Folded words={t('contest.haveCode')}>{form}</Folded>;
  if (goOn) {
    return (
      <div className="stack">
        <p>{t('contest.continueText')}</p>
        <GoOnFlagged step={step} />
        {code !== 'none' && folded}
      </div>
    );
  }
  if (code === 'shown') {
    return (
      <div className="stack">
        <p>{t('contest.codeText')}</p>
        {form}
      </div>
    );
  }
  return (
    <div className="stack">
      <p>{t('contest.waitText')}</p>
      <Waiting>{t('contest.waiting', { institution: session.accountName })}</Waiting>
      {code !== 'none' && folded}
    </div>
  );
}

interface FoldedProps {
  readonly words: string;
  readonly children: ReactNode;
}

function Folded({ words, children }: FoldedProps): ReactElement {
  return (
    <Disclosure className="disclosure">
      <Heading level={3}>
        <Button slot="trigger" className="button button-quiet disclosure-button">
          <ChevronDown aria-hidden />
          <span className="button-words">{words}</span>
        </Button>
      </Heading>
      <DisclosurePanel className="disclosure-panel">{children}</DisclosurePanel>
    </Disclosure>
  );
}
