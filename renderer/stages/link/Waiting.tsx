import { ArrowRight, Link2, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { ProblemBanner } from '../../shell/ProblemBanner.tsx';
import { Screen } from '../../shell/Screen.tsx';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../../contract/journey.ts';

const STEPS = ['step1', 'step2', 'step3'] as const;

/** Nothing opened yet: how an exam is opened, the way back into one, and a link pasted by hand. */
export function Waiting({ journey }: { readonly journey: JourneyAt<'link'> }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const going = useAction();
  const { resumable, problem } = journey;
  const lead = resumable === undefined ? t('link.waiting.lead') : undefined;
  return (
    <Screen
      title={resumable === undefined ? t('link.waiting.title') : t('link.resumable.title')}
      lead={lead}
      width="wide"
      problem={going.problem}
      leave={
        <Button
          look="quiet"
          icon={<X aria-hidden />}
          onPress={() => going.act(() => bridge.ask('app.quit', undefined))}
        >
          {t('action.quit')}
        </Button>
      }
      primary={
        resumable !== undefined && (
          <Button
            look="primary"
            iconEnd={<ArrowRight className="mirrored" aria-hidden />}
            busy={going.busy}
            onPress={() => going.act(() => bridge.ask('link.continue', undefined))}
          >
            {t('link.resumable.open')}
          </Button>
        )
      }
    >
      {problem !== undefined && <ProblemBanner problem={{ reason: problem, message: problem }} />}
      {resumable !== undefined && (
        <Panel look="raised" icon={<RotateCcw aria-hidden />} title={resumable.examName}>
          <p className="quiet">{t('link.resumable.text', { host: resumable.serverHost })}</p>
        </Panel>
      )}
      {resumable !== undefined && <h2>{t('link.resumable.other')}</h2>}
      <div className="two-columns">
        <ol className="numbered">
          {STEPS.map((step) => (
            <li key={step}>{t(`link.waiting.${step}`)}</li>
          ))}
        </ol>
        <PasteLink />
      </div>
    </Screen>
  );
}

/** For a browser that will not open the app. */
function PasteLink(): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [link, setLink] = useState('');
  const [empty, setEmpty] = useState(false);
  const open = () => {
    const pasted = link.trim();
    setEmpty(pasted === '');
    if (pasted !== '') act(() => bridge.ask('link.open', pasted));
  };
  return (
    <Panel look="raised" title={t('link.paste.title')} icon={<Link2 aria-hidden />}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        <TextArea
          code
          rows={3}
          maxLength={4000}
          label={t('link.paste.label')}
          hint={t('link.paste.hint')}
          error={empty ? t('link.paste.empty') : undefined}
          value={link}
          onChange={setLink}
        />
        <ProblemBanner problem={problem} />
        <div>
          <Button type="submit" busy={busy}>
            {t('link.paste.open')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
