import type { StaffClient } from '../../server/pages/support/staff.ts';
import { openApp } from '../../server/support/app.ts';
import { parameters } from '../../server/support/lms.ts';
import { query } from '../../server/support/postgres.ts';
import { growth, median, type Point } from '../statistics.ts';
import type { Servers } from './servers.ts';

/** Students of the exam that is looked at. */
const STUDENTS = 100;
const LOOKS = 25;
/** The first looks compile what the others only run. */
const WARM = 10;
const STEP = 10_000;
const STEPS = 3;

export interface Students {
  readonly students: number;
  /** Sessions in the database, and what the page took then, milliseconds. */
  readonly points: readonly Point[];
  /** What another 10,000 sessions in the database cost the page, milliseconds. */
  readonly perTenThousand: number;
}

/** The Students page of one exam while the sessions of other exams grow in number. */
export async function measureStudents(
  { lms, database }: Servers,
  staff: StaffClient,
): Promise<Students> {
  const examId = 'the exam that is looked at';
  for (let student = 0; student < STUDENTS; student += 1) {
    await openApp(lms, parameters(lms, { examId, examName: examId }));
  }
  const [exam] = await query(database, `select id from exams where external_id = '${examId}'`);
  const { id } = exam as { id: string };
  const points: Point[] = [];
  for (let step = 0; step <= STEPS; step += 1) {
    if (step > 0) await query(database, MORE);
    await query(database, 'analyze');
    const [row] = await query(database, 'select count(*)::int as count from sessions');
    const times: number[] = [];
    for (let look = -WARM; look < LOOKS; look += 1) {
      const begun = performance.now();
      const answer = await staff.get(`/staff/exams/${id}`);
      const page = await answer.text();
      if (answer.status !== 200) throw new Error(`the Students page: ${answer.status} ${page}`);
      if (look >= 0) times.push(performance.now() - begun);
    }
    points.push([(row as { count: number }).count, median(times)]);
  }
  return { students: STUDENTS, points, perTenThousand: growth(points) * STEP };
}

/** As many sessions of another exam, like one that is there, each with a candidate of its own. */
const MORE = `
  with one as (
    select sessions.* from sessions join exams on exams.id = sessions.exam_id
    where exams.external_id = 'exam-1' limit 1
  ), people as (
    insert into candidates (id, account_id, external_id, last_name, first_name, created_at)
    select gen_random_uuid(), one.account_id, gen_random_uuid()::text, 'Candidate', n::text, now()
    from one, generate_series(1, ${STEP}) as n returning id
  )
  insert into sessions
  select (jsonb_populate_record(null::sessions, to_jsonb(one) || jsonb_build_object('id', gen_random_uuid(),
    'external_id', gen_random_uuid()::text, 'candidate_id', people.id,
    'status', 'exam_finished', 'closed_at', now()))).*
  from one, people`;
