import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import type { MailKind } from '../mail/renderMail.tsx';
import { findInstitute } from '../storage/institutes.ts';
import { oweMail } from './mails.ts';

/** A reminder goes out this long before the exam opens (milliseconds). */
const DAY = 24 * 3_600_000;

/** So many in one look; the next one takes the rest. */
const AT_ONCE = 500;

/**
 * Owes the mails that the clock and the students' own progress bring about: a reminder a day before when
 * the checks are undone, the exam's link after the checks, a word at the end. Only to those who were
 * written to at all. Two processes at once owe each mail once.
 */
export async function oweMailsDue(deps: Deps): Promise<void> {
  const now = new Date(deps.clock.now());
  const tomorrow = new Date(now.getTime() + DAY);
  const due: [MailKind, ReturnType<typeof sql<boolean>>][] = [
    [
      'reminder',
      // Whoever was written to within the last day needs no second mail.
      sql<boolean>`s.status = 'email_sent' and not a.skip_requirements and s.window_start > ${now}
        and s.window_start <= ${tomorrow} and a.email_sent_at <= s.window_start - interval '1 day'`,
    ],
    ['exam_link', sql<boolean>`s.status = 'after_check_req'`],
    ['exam_completed', sql<boolean>`s.status = 'exam_finished'`],
  ];
  for (const [kind, condition] of due) {
    const { rows } = await sql<{
      id: number;
      sessionId: string;
      email: string;
      accountId: string;
    }>`select a.id, a.session_id, a.email, s.account_id from api_sessions a
      join sessions s on s.id = a.session_id
      where a.archived_at is null and a.bounced_at is null and a.email_sent_at is not null
        and (${condition})
        and not exists (select 1 from api_mails m where m.session_id = a.id and m.kind = ${kind})
      order by a.id limit ${AT_ONCE}`.execute(deps.database);
    for (const { accountId, ...student } of rows) {
      await deps.database.transaction().execute(async (db) => {
        const institute = await findInstitute(db, accountId);
        if (institute === undefined) throw new Error('a student of no institute');
        await oweMail(deps, db, { kind, student, institute, at: now.getTime() });
      });
    }
  }
}
