import type { ReactElement } from 'react';
import { nameOf } from '../../candidateName.ts';
import type { listAuditLines } from '../../storage/audit.ts';
import { Icon } from '../icons.tsx';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import type { AuditForm } from './auditRoutes.ts';
import { actionName, actorWords, auditWords } from './auditWords.ts';
import { Pager } from './pager.tsx';
import { StaffDocument, type StaffPage } from './staffDocument.tsx';

type Line = Awaited<ReturnType<typeof listAuditLines>>[number];

interface AuditProps extends StaffPage {
  readonly form: AuditForm;
  readonly actions: readonly string[];
  readonly lines: readonly Line[];
  readonly found: number;
  readonly pages: number;
}

const COLUMNS = ['at', 'actor', 'action', 'about'] as const;

/** Who did what, when, and to whom; newest first. */
export function AuditPage(props: AuditProps): ReactElement {
  const { base, say, signedIn, form, lines, found, pages } = props;
  const here = `${base}staff/audit`;
  return (
    <StaffDocument base={base} say={say} signedIn={signedIn} title={say('record.title')}>
      <header className="page-head">
        <div>
          <h1>{say('record.title')}</h1>
          <p className="quiet">{say('record.lead')}</p>
        </div>
        <a className="secondary" href={`${here}.csv${queryOf({ ...form, page: 1 })}`} download="">
          <Icon name="save" />
          {say('record.export', { count: found })}
        </a>
      </header>
      <Filter {...props} here={here} />
      <p className="quiet list-count" role="status">
        {say('record.found', { count: found })}
      </p>
      {lines.length === 0 ? <Empty say={say} here={here} /> : <Lines {...props} />}
      <Pager
        say={say}
        page={form.page}
        pages={pages}
        href={(page) => `${here}${queryOf({ ...form, page })}`}
      />
    </StaffDocument>
  );
}

function Filter({ say, form, actions, here }: AuditProps & { readonly here: string }) {
  return (
    <form className="card record-filter" method="get" action={here} role="search">
      <label className="labelled">
        <span>{say('record.actor')}</span>
        <input className="field" name="actor" defaultValue={form.actor} autoComplete="off" />
      </label>
      <label className="labelled">
        <span>{say('record.action')}</span>
        <select className="field" name="action" defaultValue={form.action}>
          <option value="">{say('record.any')}</option>
          {actions.map((action) => (
            <option key={action} value={action}>
              {actionName(action, say)}
            </option>
          ))}
        </select>
      </label>
      <label className="labelled">
        <span>{say('record.from')}</span>
        <input className="field" type="date" name="from" defaultValue={form.from} />
      </label>
      <label className="labelled">
        <span>{say('record.until')}</span>
        <input className="field" type="date" name="until" defaultValue={form.until} />
      </label>
      <label className="labelled">
        <span>{say('record.session')}</span>
        <input className="field" name="session" defaultValue={form.session} autoComplete="off" />
      </label>
      <div className="record-go">
        <button className="primary" type="submit">
          {say('list.searchGo')}
        </button>
        <a href={here}>{say('record.all')}</a>
      </div>
    </form>
  );
}

function Empty({ say, here }: { readonly say: Say; readonly here: string }): ReactElement {
  return (
    <div className="empty card">
      <h2>{say('record.empty')}</h2>
      <p className="quiet">{say('record.emptyWhy')}</p>
      <a className="secondary" href={here}>
        {say('record.all')}
      </a>
    </div>
  );
}

function Lines({ base, say, lines }: AuditProps): ReactElement {
  return (
    <table role="table" className="students people" aria-label={say('record.title')}>
      <thead role="rowgroup">
        <tr role="row">
          {COLUMNS.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {say(`record.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map((line) => (
          <Row key={line.id} base={base} say={say} line={line} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly base: string;
  readonly say: Say;
  readonly line: Line;
}

function Row({ base, say, line }: RowProps): ReactElement {
  return (
    <tr role="row">
      <td role="cell" data-column={say('record.at')}>
        <div>
          <Moment say={say} at={line.at} style="seconds" />
        </div>
      </td>
      <td role="cell" data-column={say('record.actor')}>
        <div>
          <bdi>{actorWords(line.actor, say)}</bdi>
        </div>
      </td>
      <td role="cell" data-column={say('record.action')}>
        <div>
          {auditWords(line, say)}
          <Details say={say} line={line} />
        </div>
      </td>
      <td role="cell" data-column={say('record.about')}>
        <div>
          <About base={base} say={say} line={line} />
        </div>
      </td>
    </tr>
  );
}

/** What stood there before and after, for whoever has to know exactly. */
function Details({ say, line }: Omit<RowProps, 'base'>): ReactElement | null {
  if (line.before === null && line.after === null) return null;
  return (
    <details>
      <summary>{say('record.details')}</summary>
      {line.before !== null && <pre className="fixed">{JSON.stringify(line.before, null, 1)}</pre>}
      {line.after !== null && <pre className="fixed">{JSON.stringify(line.after, null, 1)}</pre>}
    </details>
  );
}

function About({ base, line }: RowProps): ReactElement {
  const { sessionId, sessionExamId, examId, examName, staffName, userId } = line;
  const exam = examId === null ? undefined : `${base}staff/exams/${examId}`;
  return (
    <>
      {sessionId !== null && userId !== null && (
        <a
          className="block"
          href={`${base}staff/exams/${String(sessionExamId)}/students/${sessionId}`}
        >
          <bdi>{nameOf({ ...line, userId })}</bdi>
        </a>
      )}
      {exam !== undefined && (
        <a className="block" href={exam}>
          <bdi>{examName}</bdi>
        </a>
      )}
      {staffName !== null && <bdi className="block">{staffName}</bdi>}
    </>
  );
}

function queryOf(form: AuditForm): string {
  const { actor, action, from = '', until = '', session, page } = form;
  const given = { actor, action, from, until, session, page: page === 1 ? '' : String(page) };
  const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ''));
  return query.size === 0 ? '' : `?${query.toString()}`;
}
