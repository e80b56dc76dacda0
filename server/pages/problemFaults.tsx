import type { ReactElement } from 'react';
import type { Fault } from '../../contract/reasons.ts';
import type { Say } from './words.ts';

/** Every fault of a request, for whoever connects the LMS; folded, as no candidate can mend them. */
export function ProblemFaults({
  say,
  faults,
}: {
  readonly say: Say;
  readonly faults: readonly Fault[];
}): ReactElement | null {
  if (faults.length === 0) return null;
  return (
    <details className="faults">
      <summary>{say('problem.faults', { count: faults.length })}</summary>
      <div className="scroll" tabIndex={0} role="group" aria-label={say('problem.faultMessage')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('problem.faultPath')}</th>
              <th scope="col">{say('problem.faultCode')}</th>
              <th scope="col">{say('problem.faultMessage')}</th>
            </tr>
          </thead>
          <tbody dir="ltr" lang="en">
            {faults.map((fault, index) => (
              <tr key={index}>
                <td>
                  <code>{fault.path}</code>
                </td>
                <td>
                  <code>{fault.code}</code>
                </td>
                <td>{fault.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
