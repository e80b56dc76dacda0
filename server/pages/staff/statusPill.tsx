import type { ReactElement } from 'react';
import { STATUSES, type Status } from '../../../contract/status.ts';
import type { Say } from '../words.ts';
import { CheckList } from './checkList.tsx';
import { spokenCheck } from './checkWords.ts';
import type { StudentView } from './studentView.ts';

const RADIUS = 6;
const CIRCLE = 2 * Math.PI * RADIUS;

/** How far along the journey a status is, in sevenths of a ring; the word beside it says which. */
export function StatusMark({ status }: { readonly status: Status }): ReactElement {
  const share = (STATUSES.indexOf(status) + 1) / STATUSES.length;
  return (
    <svg className="mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle className="mark-ground" cx="8" cy="8" r={RADIUS} />
      <circle
        className="mark-share"
        cx="8"
        cy="8"
        r={RADIUS}
        strokeDasharray={`${(share * CIRCLE).toFixed(2)} ${CIRCLE.toFixed(2)}`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  );
}

interface StatusPillProps {
  readonly say: Say;
  readonly student: StudentView;
  /** The student's page; the pill leads to the system check there. */
  readonly href: string;
}

/**
 * The status, and the steps of the system check in a popover on hover and on keyboard focus. It is a
 * link, so that it takes the focus and does something useful when pressed, on a touch screen too.
 */
export function StatusPill({ say, student, href }: StatusPillProps): ReactElement {
  const popover = `checks-${student.id}`;
  const spoken = `spoken-${student.id}`;
  return (
    <>
      <a
        className={`pill pill-${student.status}`}
        href={`${href}#checks`}
        aria-describedby={spoken}
        data-popover={popover}
        data-focus-key={`status-${student.id}`}
      >
        <StatusMark status={student.status} />
        {student.label}
      </a>
      <span id={spoken} hidden>
        {spokenCheck(say, student.steps)}
      </span>
      <div id={popover} role="tooltip" className="popover" popover="manual">
        <p className="popover-title">{say('popover.title')}</p>
        <CheckList say={say} steps={student.steps} />
      </div>
    </>
  );
}
