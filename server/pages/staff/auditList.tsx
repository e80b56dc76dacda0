import type { ReactElement } from 'react';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import { actorWords, auditWords } from './auditWords.ts';
import type { StudentDetails } from './readStudentDetails.ts';

interface AuditProps {
  readonly say: Say;
  readonly audit: StudentDetails['audit'];
}

/** Who granted what, and when; newest first. */
export function Audit({ say, audit }: AuditProps): ReactElement {
  return (
    <section className="card" aria-labelledby="audit-title">
      <h2 id="audit-title">{say('student.audit')}</h2>
      <div data-fresh-part="audit">
        {audit.length === 0 && <p className="quiet">{say('student.auditEmpty')}</p>}
        <ol className="audit">
          {audit.toReversed().map((entry, index) => (
            <li key={index}>
              <strong>{auditWords(entry, say)}</strong>
              <span className="quiet block">
                {actorWords(entry.actor, say)}, <Moment say={say} at={entry.at} />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
