import { sql, type Kysely, type Migration } from 'kysely';

/**
 * What staff do to a session, and who waits to be let in. `sessions.desk` holds what the app is told of
 * it, made anew with every deed, so that no heartbeat reads a second table.
 */
export const desk: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table desk_actions (
    session_id uuid not null references sessions, id uuid not null, kind text not null,
    sender text not null, actor text not null, words text not null, details jsonb,
    at timestamptz not null, shown_at timestamptz, read_at timestamptz,
    primary key (session_id, id))`,
  `create table admissions (
    session_id uuid primary key references sessions, state text not null, at timestamptz not null,
    action_id uuid, photo text, words text, decided_by text, admitted_at timestamptz)`,
  `create index admissions_waiting on admissions (at) where state = 'waiting'`,
  `alter table sessions add column revision integer not null default 0,
    add column desk jsonb, add column late_until timestamptz`,
  // Whoever changes what an app is told makes a newer revision, and no new end comes before a late
  // entry that was granted. A heartbeat names none of these columns and costs nothing here.
  `create function session_changed() returns trigger language plpgsql as $$
    begin
      new.revision := old.revision + 1;
      if new.late_until > new.window_end then new.window_end := new.late_until; end if;
      return new;
    end $$`,
  `create trigger session_changed before update of status, parameters, window_start, window_end,
    finish_url, started_at, closed_at, closed_by, desk, late_until on sessions
    for each row execute function session_changed()`,
];
