import type { ReactElement } from 'react';
import type { Severity } from '../../../contract/incident.ts';
import type { IncidentRow } from '../../storage/schema.ts';
import { Icon, type IconName } from '../icons.tsx';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import { evidenceWords } from './evidenceWords.ts';

const ICONS: Readonly<Record<Severity, IconName>> = {
  info: 'info',
  notice: 'flag',
  serious: 'warn',
};

interface IncidentsProps {
  readonly say: Say;
  readonly incidents: readonly IncidentRow[];
}

/** What was seen and when. Facts for a person to judge, and the page says so. */
export function Incidents({ say, incidents }: IncidentsProps): ReactElement {
  return (
    <section className="card" id="incidents" aria-labelledby="incidents-title" tabIndex={-1}>
      <h2 id="incidents-title">{say('student.incidents')}</h2>
      <p className="quiet">{say('student.incidentsWhy')}</p>
      <div data-fresh-part="incidents">
        {incidents.length === 0 && <p>{say('student.incidentsEmpty')}</p>}
        <ol className="incidents">
          {incidents.map((incident) => (
            <li key={incident.id} className={`incident-${incident.severity}`}>
              <Icon name={ICONS[incident.severity]} />
              <div>
                <p>
                  <strong>{say.known(`incident.${incident.kind}`, incident.kind)}</strong>
                  <span className="unseen"> ({say(`severity.${incident.severity}`)}) </span>
                </p>
                {incident.evidence.map((evidence, index) => (
                  <p key={index} className="quiet">
                    {evidenceWords(evidence, say)}
                  </p>
                ))}
              </div>
              <Moment say={say} at={incident.at} style="seconds" />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
