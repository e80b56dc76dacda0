import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../action.ts';
import { useBridge } from '../bridge.ts';
import { sayWhyForbidden } from '../text/evidence.ts';
import { Button } from '../ui/Button.tsx';
import { useProgramIcons } from './useProgramIcons.ts';
import { ProblemBanner } from './ProblemBanner.tsx';
import type { ReactElement } from 'react';
import type { ClosingOutcome } from '../../contract/channels.ts';
import type { Evidence } from '../../contract/check.ts';

/** Whether a fact is a program that is to be closed. */
export function isForbiddenProgram({ code }: Evidence): boolean {
  return code === 'forbidden_program';
}

interface ForbiddenProgramsProps {
  /** Facts of which `isForbiddenProgram` is true. */
  readonly programs: readonly Evidence[];
  /** One of them is closed: look again. */
  readonly onClosed: () => void;
}

/** Each program that is to be closed: its name, why it matters, and the way to have it closed. */
export function ForbiddenPrograms({ programs, onClosed }: ForbiddenProgramsProps): ReactElement {
  const icons = useProgramIcons(programs);
  return (
    <ul className="programs">
      {programs.map((fact) => (
        <Program
          key={String(fact.values['rule'] ?? fact.values['program'])}
          icon={icons.get(String(fact.values['rule']))}
          {...{ fact, onClosed }}
        />
      ))}
    </ul>
  );
}

interface ProgramProps {
  readonly fact: Evidence;
  /** Address of its icon, where there is one. */
  readonly icon: string | undefined;
  readonly onClosed: () => void;
}

function Program({ fact, icon, onClosed }: ProgramProps): ReactElement {
  const { t, i18n } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [outcome, setOutcome] = useState<ClosingOutcome | null>(null);
  const { program, rule, category } = fact.values;
  const name = String(program);
  const close = (force: boolean) =>
    act(async () => {
      const became = await bridge.ask('programs.close', { rule: String(rule), force });
      setOutcome(became);
      if (became === 'closed' || became === 'not_found') onClosed();
    });
  return (
    <li className="program">
      <strong className="program-name">
        {icon !== undefined && <img src={icon} alt="" width={24} height={24} />}
        {name}
      </strong>
      <p>{sayWhyForbidden(i18n, String(category))}</p>
      <div role="status">
        {outcome === 'running' && <p>{t('program.running')}</p>}
        {outcome === 'refused' && <p>{t('program.refused')}</p>}
        {(outcome === 'closed' || outcome === 'not_found') && <p>{t('program.closed')}</p>}
      </div>
      <ProblemBanner problem={problem} />
      {rule !== undefined && outcome !== 'closed' && outcome !== 'not_found' && (
        <div className="program-ways">
          <Button
            icon={<X aria-hidden />}
            busy={busy}
            aria-label={`${t('program.close')}: ${name}`}
            onPress={() => close(false)}
          >
            {busy ? t('program.closing') : t('program.close')}
          </Button>
          {outcome === 'running' && !busy && (
            <Button
              look="quiet"
              aria-label={`${t('program.force')}: ${name}`}
              onPress={() => close(true)}
            >
              {t('program.force')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
