import { sql, type Kysely, type Migration } from 'kysely';

/** Deeds on many sessions at once, item by item; and the closing of sessions suspended while trouble lasts. */
export const cohorts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table cohort_jobs (
    id uuid primary key, exam_id uuid not null references exams, actor text not null,
    action text not null, input jsonb not null, at timestamptz not null, total integer not null,
    finished_at timestamptz)`,
  `create index cohort_jobs_unfinished on cohort_jobs (at) where finished_at is null`,
  `create index cohort_jobs_of_exam on cohort_jobs (exam_id, at)`,
  `create table cohort_items (
    job_id uuid not null references cohort_jobs, session_id uuid not null references sessions,
    number integer not null, state text not null, reason text, done_at timestamptz,
    primary key (job_id, session_id))`,
  `create index cohort_items_waiting on cohort_items (job_id, number) where state = 'waiting'`,
  `alter table exams add column closing_suspended_at timestamptz`,
  `alter table sessions add column closing_suspended_at timestamptz,
    add column closing_resumed_at timestamptz`,
  // Whoever starts while a whole exam's closing is suspended is in the same trouble.
  `create function session_in_trouble() returns trigger language plpgsql as $$
    begin
      select e.closing_suspended_at into new.closing_suspended_at from exams e where e.id = new.exam_id;
      return new;
    end $$`,
  `create trigger session_in_trouble before insert on sessions
    for each row execute function session_in_trouble()`,
];
