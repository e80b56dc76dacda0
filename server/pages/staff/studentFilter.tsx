import type { ReactElement } from 'react';
import { STATUS, STATUSES } from '../../../contract/status.ts';
import { Icon } from '../icons.tsx';
import { SearchField } from './searchField.tsx';
import { StatusMark } from './statusPill.tsx';
import type { StudentsProps } from './studentsPage.tsx';

interface StudentFilterProps extends Pick<StudentsProps, 'say' | 'counts' | 'search'> {
  readonly here: string;
}

/**
 * The seven statuses in the order of the journey with how many students are in each: a picture of the
 * exam and its filter in one. A plain form; the script makes it answer at once.
 */
export function StudentFilter({ say, here, counts, search }: StudentFilterProps): ReactElement {
  return (
    <form className="filter" method="get" action={here} data-filter="" role="search">
      <div className="flow" role="group" aria-label={say('students.filter')}>
        <button
          className="flow-step"
          type="submit"
          name="status"
          value=""
          aria-pressed={search.status === undefined}
        >
          <span className="flow-count" data-count="">
            {counts.all}
          </span>
          <span className="flow-name">{say('students.all')}</span>
        </button>
        {STATUSES.map((status) => (
          <button
            key={status}
            className="flow-step"
            type="submit"
            name="status"
            value={status}
            aria-pressed={search.status === status}
          >
            <span className="flow-count" data-count={status}>
              {counts.byStatus.get(status) ?? 0}
            </span>
            <span className="flow-name">
              <StatusMark status={status} />
              {STATUS[status].label}
            </span>
          </button>
        ))}
      </div>
      {search.sort !== 'student' && <input type="hidden" name="sort" value={search.sort} />}
      {search.descending && <input type="hidden" name="direction" value="desc" />}
      <div className="filter-line">
        <SearchField label={say('students.search')} text={search.text} />
        <button
          className="flag-filter"
          type="submit"
          name="flagged"
          value={search.flagged ? '' : 'yes'}
          aria-pressed={search.flagged}
        >
          <Icon name="flag" />
          {say('students.flagged')}
          <span className="flow-count" data-flagged-count="">
            {counts.flagged}
          </span>
        </button>
      </div>
    </form>
  );
}
