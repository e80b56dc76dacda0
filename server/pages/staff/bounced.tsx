import type { ReactElement } from 'react';
import { Icon } from '../icons.tsx';
import type { Say } from '../words.ts';
import type { StudentView } from './studentView.ts';

/** A word on an address that does not exist: whoever expects a mail there waits for nothing. */
export function Bounced({
  say,
  student,
}: {
  readonly say: Say;
  readonly student: Pick<StudentView, 'bounced'>;
}): ReactElement | null {
  if (!student.bounced) return null;
  return (
    <span className="bounced">
      <Icon name="warn" />
      {say('students.bounced')}
    </span>
  );
}
