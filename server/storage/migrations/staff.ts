import { sql, type Kysely, type Migration } from 'kysely';

/**
 * Administrators become staff: with a role, a fence of accounts or whole integrations, a second factor
 * and sign-ins by the institution's own provider. The record of who did what can only grow: a trigger
 * refuses to change or remove its lines. Removing personal data on time is the one exception, and a
 * transaction has to say so by `invigil.retention`.
 */
export const staff: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `alter table administrators rename to staff`,
  `alter table staff
    add column role text not null default 'administrator',
    add column everywhere boolean not null default true,
    add column email text,
    add column disabled_at timestamptz,
    add column factor_secret text, add column factor_since timestamptz, add column factor_step integer,
    add column issuer text, add column subject text,
    add constraint staff_of_provider unique (issuer, subject)`,
  // Those who were there before sign in as before; whoever comes later is given a role and a fence.
  `alter table staff alter column role drop default, alter column everywhere drop default`,
  `alter table staff alter column password_hash drop not null`,
  `alter table sign_ins rename column administrator_id to staff_id`,
  `alter table sign_ins add column waits_for_code boolean not null default false`,
  `create index sign_ins_of_staff on sign_ins (staff_id)`,
  `create table staff_fences (
    staff_id uuid not null references staff, integration text not null,
    account_id uuid references accounts, unique nulls not distinct (staff_id, integration, account_id))`,
  `create table recovery_codes (
    staff_id uuid not null references staff, hash text not null, used_at timestamptz,
    primary key (staff_id, hash))`,
  `create table open_id_tries (
    hash text primary key, nonce text not null, verifier text not null, next text,
    expires_at timestamptz not null)`,
  `create table sign_in_tries (key text not null, at timestamptz not null)`,
  `create index sign_in_tries_of_key on sign_in_tries (key, at)`,
  `alter table audit add column exam_id uuid references exams, add column staff_id uuid references staff`,
  `create index audit_by_time on audit (at)`,
  `create index audit_of_session on audit (session_id) where session_id is not null`,
  `create function audit_only_grows() returns trigger language plpgsql as $$
    begin
      if current_setting('invigil.retention', true) = 'on' and tg_op <> 'TRUNCATE' then
        if tg_op = 'DELETE' then return old; end if;
        return new;
      end if;
      raise exception 'the audit only grows';
    end $$`,
  `create trigger audit_only_grows before update or delete on audit
    for each row execute function audit_only_grows()`,
  `create trigger audit_never_emptied before truncate on audit
    for each statement execute function audit_only_grows()`,
];
