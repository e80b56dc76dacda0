import type { ReactElement } from 'react';
import type { IncidentKind } from '../../../contract/incident.ts';
import type { IncidentRow } from '../../storage/schema.ts';
import type { Say } from '../words.ts';
import { evidenceWords } from './evidenceWords.ts';

/** What the server reports of a log that is not whole. */
const FAULTS: ReadonlySet<IncidentKind> = new Set<IncidentKind>([
  'log_gap',
  'log_forked',
  'log_refused',
  'photo_unlogged',
]);

interface LogStateProps {
  readonly say: Say;
  readonly records: number;
  readonly incidents: readonly IncidentRow[];
}

/** Whether everything that the app recorded has come, unbroken and signed; else what is wrong, plainly. */
export function LogState({ say, records, incidents }: LogStateProps): ReactElement {
  // The app may report incidents of any kind; of its own log only the server's word counts.
  const faults = incidents.filter(({ kind, source }) => source === 'server' && FAULTS.has(kind));
  if (faults.length > 0) {
    return (
      <>
        {say('student.logFaulty', { count: records })}
        {faults.map(({ id, evidence }) => (
          <span key={id} className="warned block">
            {evidence.map((each) => evidenceWords(each, say)).join(' ')}
          </span>
        ))}
      </>
    );
  }
  return <>{say(records === 0 ? 'student.logEmpty' : 'student.logWhole', { count: records })}</>;
}
