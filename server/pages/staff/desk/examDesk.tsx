import type { ReactElement, ReactNode } from 'react';
import { nameOf } from '../../../candidateName.ts';
import type { DeskSession } from '../../../storage/examDesk.ts';
import type { Suspended } from '../../../storage/suspended.ts';
import { Moment } from '../../moment.tsx';
import type { Say } from '../../words.ts';
import { Breadcrumb } from '../breadcrumb.tsx';
import { LiveMark } from '../liveMark.tsx';
import type { SignedIn } from '../signedIn.ts';
import { FormToken, StaffDocument, type StaffPage } from '../staffDocument.tsx';
import { SuspendedNote, SuspendedTag } from '../suspendedNote.tsx';
import type { Exam } from '../studentsPage.tsx';

interface DeskProps extends StaffPage {
  readonly exam: Exam;
  readonly sessions: readonly DeskSession[];
  readonly suspended: Suspended;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Something was done from here just now. */
  readonly saved: boolean;
}

/** An app speaks every 5 s; one lost word is no absence (milliseconds). */
const AWAY_AFTER = 30_000;

/** The desk of a whole exam: who waits with their photos, who is locked, who runs. */
export function ExamDesk(props: DeskProps): ReactElement {
  const { base, say, signedIn, exam, sessions } = props;
  const students = `${base}staff/exams/${exam.id}`;
  const here = `${students}/desk`;
  const waiting = sessions.filter(
    ({ admission, status }) =>
      status !== 'exam_started' &&
      (admission === 'waiting' || admission === 'retake' || admission === 'refused'),
  );
  const running = sessions.filter(({ status }) => status === 'exam_started');
  const locked = running.filter(({ desk }) => desk?.lock !== undefined);
  return (
    <StaffDocument
      base={base}
      say={say}
      signedIn={signedIn}
      title={say('desk.pageTitle', { exam: exam.name })}
      scripts={['studentPage']}
    >
      <Breadcrumb
        say={say}
        steps={[
          { href: `${base}staff/exams`, name: say('exams.title') },
          { href: students, name: exam.name },
        ]}
      />
      <header className="page-head">
        <div>
          <h1>{say('desk.title')}</h1>
          <p className="quiet">{say('desk.lead')}</p>
        </div>
        <LiveMark say={say} stream={`${base}staff/live?exam=${exam.id}`} fresh={here} />
      </header>
      {props.saved && (
        <p className="note note-good" role="status">
          {say('staff.saved')}
        </p>
      )}
      <div data-fresh-part="suspended">
        <SuspendedNote say={say} signedIn={signedIn} suspended={props.suspended} here={students} />
      </div>
      <div className="desk-parts">
        <Part say={say} name="waiting" none={say('desk.waitingNone')} count={waiting.length}>
          {waiting.map((session) => (
            <Waiting key={session.id} {...props} session={session} students={students} />
          ))}
        </Part>
        <Part say={say} name="locked" none={say('desk.lockedNone')} count={locked.length}>
          {locked.map((session) => (
            <Running key={session.id} {...props} session={session} students={students} />
          ))}
        </Part>
        <Part say={say} name="running" none={say('desk.runningNone')} count={running.length}>
          {running.map((session) => (
            <Running key={session.id} {...props} session={session} students={students} />
          ))}
        </Part>
      </div>
    </StaffDocument>
  );
}

function Part(props: {
  readonly say: Say;
  readonly name: 'waiting' | 'locked' | 'running';
  readonly none: string;
  readonly count: number;
  readonly children: ReactNode;
}): ReactElement {
  const { say, name, none, count, children } = props;
  return (
    <section className="card" aria-labelledby={`desk-${name}`}>
      <div data-fresh-part={name}>
        <h2 id={`desk-${name}`}>
          {say(`desk.${name}`)} <span className="desk-count">{count}</span>
        </h2>
        {count === 0 ? <p className="quiet">{none}</p> : <ul className="desk-list">{children}</ul>}
      </div>
    </section>
  );
}

type EntryProps = Pick<DeskProps, 'say' | 'now'> & {
  readonly signedIn: SignedIn;
  readonly session: DeskSession;
  readonly students: string;
};

/** One who waits: since when, what they look like, and the ways to decide. */
function Waiting({ say, now, signedIn, session, students }: EntryProps): ReactElement {
  const href = `${students}/students/${session.id}`;
  const name = nameOf(session);
  const { identification } = session.parameters;
  const takesPhotos = identification.includes('face') || identification.includes('passport');
  const state = { retake: 'desk.stepsBack', refused: 'desk.turnedDown' } as const;
  const word =
    session.admission === 'retake' || session.admission === 'refused'
      ? say(state[session.admission])
      : say('desk.waitingSince');
  return (
    <li className="desk-entry">
      <div className="desk-who">
        <h3>
          <a href={`${href}#desk`} data-focus-key={`desk-${session.id}`}>
            <bdi>{name}</bdi>
          </a>
        </h3>
        <p className="quiet">
          {word}{' '}
          {session.admissionAt !== null && (
            <Moment say={say} at={session.admissionAt} style="seconds" />
          )}
          <Away say={say} now={now} session={session} />
        </p>
        {session.closingSuspendedAt !== null && <SuspendedTag say={say} />}
        {session.admissionWords !== null && (
          <p className="talk-words">
            <bdi>{session.admissionWords}</bdi>
          </p>
        )}
      </div>
      <ul className="photos">
        {session.photos.map((photo) => (
          <li key={photo.id}>
            <a href={`${href}/photos/${photo.id}`} target="_blank" rel="noopener">
              <img
                src={`${href}/photos/${photo.id}`}
                width={photo.width}
                height={photo.height}
                loading="lazy"
                alt={say('student.photo', { name, kind: say(`photoKind.${photo.kind}`) })}
              />
              <span className="unseen">{say('student.photoOpen')}</span>
            </a>
          </li>
        ))}
      </ul>
      {session.photos.length === 0 && (
        <p className="quiet">
          {say(
            session.parameters.identification === 'skip' ? 'desk.noPhotos' : 'desk.photosMissing',
          )}
        </p>
      )}
      <p className="live-place">{say('desk.livePlace')}</p>
      <div className="dialog-ways">
        {(['ask-retake', 'refuse-identity'] as const)
          .filter((action) => action !== 'ask-retake' || takesPhotos)
          .map((action) => (
            <a
              key={action}
              className="secondary"
              href={`${href}#desk-${action}`}
              aria-label={`${say(`desk.act.${action}`)} ${name}`}
            >
              {say(`desk.act.${action}`)}
            </a>
          ))}
        <form method="post" action={`${href}/desk/admit`}>
          <FormToken signedIn={signedIn} />
          <input type="hidden" name="back" value="desk" />
          <button className="primary" type="submit" aria-label={`${say('desk.act.admit')} ${name}`}>
            {say('desk.act.admit')}
          </button>
        </form>
      </div>
    </li>
  );
}

function Running({ say, now, session, students }: EntryProps): ReactElement {
  const { lock } = session.desk ?? {};
  return (
    <li className="desk-line">
      <a href={`${students}/students/${session.id}#desk`} data-focus-key={`run-${session.id}`}>
        <bdi>{nameOf(session)}</bdi>
      </a>
      <span className="quiet">
        {lock !== undefined && (
          <>
            {say('desk.kind.lock')} <Moment say={say} at={new Date(lock.at)} style="time" />
          </>
        )}
        <Away say={say} now={now} session={session} />
      </span>
      {session.closingSuspendedAt !== null && <SuspendedTag say={say} />}
      {session.unread > 0 && (
        <span className="tag tag-flag">{say('desk.unread', { count: session.unread })}</span>
      )}
    </li>
  );
}

function Away({
  say,
  now,
  session,
}: Pick<EntryProps, 'say' | 'now' | 'session'>): ReactElement | null {
  const { lastSeenAt } = session;
  if (lastSeenAt === null || now - lastSeenAt.getTime() <= AWAY_AFTER) return null;
  return (
    <span className="warned">
      {' '}
      · {say('desk.away')} <Moment say={say} at={lastSeenAt} style="time" />
    </span>
  );
}
