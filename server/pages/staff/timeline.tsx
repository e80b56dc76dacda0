import type { ReactElement } from 'react';
import { STATUS } from '../../../contract/status.ts';
import { Icon, type IconName } from '../icons.tsx';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import type { StudentDetails } from './readStudentDetails.ts';
import { StatusMark } from './statusPill.tsx';
import { timelineOf, type Happening } from './timelineOf.ts';

interface TimelineProps {
  readonly say: Say;
  readonly details: StudentDetails;
}

/** Everything that happened in the one order in which it did, oldest first. */
export function Timeline({ say, details }: TimelineProps): ReactElement {
  const happenings = timelineOf(details);
  return (
    <section className="card" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{say('student.timeline')}</h2>
      <div data-fresh-part="timeline">
        {happenings.length === 0 && <p className="quiet">{say('student.timelineEmpty')}</p>}
        <ol className="timeline">
          {happenings.map((happening) => (
            <li key={happening.key} className={classOf(happening)}>
              <Mark happening={happening} />
              {happening.kind === 'status' ? (
                <strong>{STATUS[happening.status].label}</strong>
              ) : (
                <span>{titleOf(happening, say)}</span>
              )}
              <Moment say={say} at={happening.at} style="seconds" />
              <Note say={say} happening={happening} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function classOf(happening: Happening): string | undefined {
  if (happening.kind !== 'status') return `timeline-${happening.kind}`;
  return happening.moved ? undefined : 'timeline-late';
}

const ICONS: Readonly<Record<Exclude<Happening['kind'], 'status'>, IconName>> = {
  check: 'check',
  incident: 'flag',
  photo: 'info',
  machine: 'arrow',
  outage: 'clock',
};

function Mark({ happening }: { readonly happening: Happening }): ReactElement {
  if (happening.kind === 'status') return <StatusMark status={happening.status} />;
  if (happening.kind === 'check' && happening.state === 'failed') return <Icon name="cross" />;
  if (happening.kind === 'incident' && happening.severity === 'serious')
    return <Icon name="warn" />;
  return <Icon name={ICONS[happening.kind]} />;
}

function titleOf(happening: Exclude<Happening, { kind: 'status' }>, say: Say): string {
  switch (happening.kind) {
    case 'check':
      return say('happening.check', { step: say(`step.${happening.step}`) });
    case 'incident':
      return say.known(`incident.${happening.incident}`, happening.incident);
    case 'photo':
      return say(`photoKind.${happening.photo}`);
    case 'machine':
      return say(happening.first ? 'happening.machine' : 'happening.otherMachine');
    case 'outage':
      return say('happening.outage');
  }
}

function Note({ say, happening }: { readonly say: Say; readonly happening: Happening }) {
  switch (happening.kind) {
    case 'status':
      return (
        <span className="quiet">
          {happening.moved ? say(`cause.${happening.cause}`) : say('student.late')}
        </span>
      );
    case 'check':
      return <span className="quiet">{say(`checkState.${happening.state}`)}</span>;
    case 'incident':
      return (
        <span className="quiet">
          {say(happening.device ? 'happening.device' : 'happening.incident')}
        </span>
      );
    case 'photo':
      return <span className="quiet">{say('happening.photo')}</span>;
    case 'machine': {
      const { platform, version } = happening;
      return <span className="quiet">{say('machine.app', { platform, version })}</span>;
    }
    case 'outage':
      return (
        <span className="quiet">
          {happening.until === undefined ? (
            say('happening.still')
          ) : (
            <>
              {say('happening.until')} <Moment say={say} at={happening.until} style="time" />
            </>
          )}
        </span>
      );
  }
}
