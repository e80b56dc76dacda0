import { sql, type Kysely, type Migration } from 'kysely';

/** Accounts, exams, sessions and everything that is kept of them. */
export const first: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table accounts (
    id uuid primary key, integration text not null, external_id text not null, name text not null,
    created_at timestamptz not null, unique (integration, external_id))`,
  `create table candidates (
    id uuid primary key, account_id uuid not null references accounts, external_id text not null,
    email text, last_name text, first_name text, third_name text,
    created_at timestamptz not null, unique (account_id, external_id))`,
  `create table exams (
    id uuid primary key, account_id uuid not null references accounts, external_id text not null,
    name text not null, course_name text, parameters jsonb,
    created_at timestamptz not null, unique (account_id, external_id))`,
  `create table sessions (
    id uuid primary key, integration text not null, external_id text not null,
    account_id uuid not null references accounts, candidate_id uuid not null references candidates,
    exam_id uuid not null references exams, parameters jsonb not null, notes jsonb not null,
    entry_url text not null, later_url text, finish_url text, status text not null,
    window_start timestamptz not null, window_end timestamptz not null, started_at timestamptz,
    closed_at timestamptz, closed_by text, closed_reason text, absent_since timestamptz,
    time_up_for timestamptz, consented_at timestamptz,
    agreed_at timestamptz, last_seen_at timestamptz, last_stage text, unsent integer,
    created_at timestamptz not null, updated_at timestamptz not null,
    unique (integration, external_id))`,
  `create index sessions_of_exam on sessions (exam_id)`,
  // The clockwork looks at the open ones every few seconds, however many are closed.
  `create index sessions_running on sessions (status)
    where status in ('in_setup', 'exam_started')`,
  `create table transitions (
    id integer generated always as identity primary key, session_id uuid not null references sessions,
    status text not null, at timestamptz not null, received_at timestamptz not null,
    cause text not null, moved boolean not null)`,
  `create index transitions_of_session on transitions (session_id)`,
  `create table tickets (
    hash text primary key, session_id uuid not null references sessions,
    created_at timestamptz not null, expires_at timestamptz not null,
    redeemed_at timestamptz, redemption_id uuid)`,
  `create index tickets_by_end on tickets (expires_at)`,
  `create table start_pages (
    hash text primary key, session_id uuid not null references sessions,
    created_at timestamptz not null, renewals integer not null)`,
  `create index start_pages_by_age on start_pages (created_at)`,
  `create table access_tokens (
    hash text primary key, session_id uuid not null references sessions,
    issued_at timestamptz not null, replaced_at timestamptz, app_version text not null,
    platform text not null)`,
  `create index access_tokens_of_session on access_tokens (session_id)`,
  `create table events (
    id uuid not null, session_id uuid not null references sessions, type text not null,
    at timestamptz not null, received_at timestamptz not null, body jsonb not null,
    primary key (session_id, id))`,
  `create table checks (
    session_id uuid not null references sessions, step text not null, state text not null,
    outcome text, evidence jsonb not null, bandwidth_speed double precision,
    at timestamptz not null, primary key (session_id, step))`,
  `create table incidents (
    session_id uuid not null references sessions, id uuid not null, kind text not null,
    severity text not null, evidence jsonb not null, at timestamptz not null,
    received_at timestamptz not null, source text not null, primary key (session_id, id))`,
  `create table photos (
    id uuid not null, session_id uuid not null references sessions, kind text not null,
    at timestamptz not null, received_at timestamptz not null, file text not null,
    bytes integer not null, sha256 text not null, width integer not null, height integer not null,
    overridden jsonb not null, primary key (session_id, id))`,
  `create table presence (
    session_id uuid not null references sessions, since timestamptz not null,
    until timestamptz not null, primary key (session_id, since))`,
  `create table accommodations (
    exam_id uuid not null references exams, candidate_id uuid not null references candidates,
    extra_minutes integer not null, break_minutes integer not null, waived_steps jsonb not null,
    updated_at timestamptz not null, primary key (exam_id, candidate_id))`,
  `create table administrators (
    id uuid primary key, name text not null unique, password_hash text not null,
    must_change_password boolean not null, created_at timestamptz not null)`,
  `create table sign_ins (
    hash text primary key, administrator_id uuid not null references administrators,
    created_at timestamptz not null, last_used_at timestamptz not null,
    expires_at timestamptz not null)`,
  `create table audit (
    id integer generated always as identity primary key, at timestamptz not null,
    actor text not null, action text not null, session_id uuid references sessions,
    before jsonb, after jsonb)`,
];
