import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ContestableStep } from '../../../contract/contest.ts';
import { FoldedContest } from '../../shell/contest/Contest.tsx';
import { ForbiddenPrograms, isForbiddenProgram } from '../../shell/ForbiddenPrograms.tsx';
import { sayEvidence } from '../../text/evidence.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckRow } from '../../ui/CheckRow.tsx';
import { DeviceList } from './DeviceList.tsx';
import { GROUP_NAMES, GROUPS, rowState } from './order.ts';
import type { ReactElement } from 'react';
import { isDeviceEvidence } from '../../../contract/device.ts';
import type { CheckStep } from '../../../contract/check.ts';
import type { JourneyAt } from '../../../contract/journey.ts';
import type { RowLook } from '../../ui/CheckRow.tsx';
import type { RowState } from './order.ts';
import type { CheckRun } from './useCheckRun.ts';

interface RowsProps {
  readonly journey: JourneyAt<'checks'>;
  readonly run: CheckRun;
}

/** Every step with its state, in groups. */
export function Rows({ journey, run }: RowsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="check-groups">
      {GROUP_NAMES.map((group) => (
        <section
          key={group}
          className={`check-group-${group}`}
          aria-label={t(`checks.group.${group}`)}
        >
          <h2 className="check-group">{t(`checks.group.${group}`)}</h2>
          <ul className="check-list">
            {GROUPS[group].map((step) => (
              <Row
                key={step}
                step={step}
                journey={journey}
                state={rowState(step, journey, run.atWork, run.broken)}
                onCheckAgain={() => run.checkAgain(step)}
              />
            ))}
          </ul>
          {group === 'computer' && <DeviceList result={journey.results.session_type} />}
        </section>
      ))}
    </div>
  );
}

const LOOKS: Readonly<Record<RowState, RowLook>> = {
  waiting: 'waiting',
  running: 'running',
  asking: 'asking',
  pass: 'good',
  warn: 'note',
  fail: 'bad',
  failAllowed: 'note',
  notNeeded: 'none',
  waived: 'good',
  broken: 'broken',
};

interface StepRowProps {
  readonly step: CheckStep;
  readonly journey: JourneyAt<'checks'>;
  readonly state: RowState;
  readonly onCheckAgain: () => void;
}

function Row({ step, journey, state, onCheckAgain }: StepRowProps): ReactElement {
  const { t, i18n } = useTranslation();
  const title = t(`check.${step}.title`);
  // The devices have a list of their own.
  const evidence = (journey.results[step]?.evidence ?? []).filter(
    (fact) => !isDeviceEvidence(fact),
  );
  const programs = evidence.filter(isForbiddenProgram);
  const others = evidence.filter((fact) => !isForbiddenProgram(fact));
  const contestable = ContestableStep.safeParse(step).data;
  const told = state === 'fail' || state === 'failAllowed' || state === 'broken';
  if (!told && !(state === 'warn' && evidence.length > 0)) {
    return <CheckRow title={title} look={LOOKS[state]} state={t(`checks.state.${state}`)} />;
  }
  return (
    <CheckRow title={title} look={LOOKS[state]} state={t(`checks.state.${state}`)}>
      {state === 'broken' ? <p>{t('checks.couldNot')}</p> : null}
      {state !== 'warn' && state !== 'broken' && <p className="todo">{t(`check.${step}.todo`)}</p>}
      {programs.length > 0 && state !== 'broken' && (
        <ForbiddenPrograms programs={programs} onClosed={onCheckAgain} />
      )}
      {others.length > 0 && state !== 'broken' && (
        <ul className="evidence">
          {others.map((fact, index) => (
            <li key={`${fact.code}-${index}`}>{sayEvidence(i18n, fact)}</li>
          ))}
        </ul>
      )}
      <div>
        <Button
          icon={<RotateCw aria-hidden />}
          aria-label={`${t('action.checkAgain')}: ${title}`}
          onPress={onCheckAgain}
        >
          {t('action.checkAgain')}
        </Button>
      </div>
      {state === 'fail' && contestable !== undefined && (
        <FoldedContest step={contestable} session={journey.session} />
      )}
    </CheckRow>
  );
}
