import { sql, type RawBuilder } from 'kysely';
import type { Database } from './openDatabase.ts';

/** What a member of staff may see: everything, or the accounts that they were given. */
export interface Fence {
  readonly staffId: string;
  readonly everywhere: boolean;
}

/** What the server itself may see, where no person asks. */
export const NO_FENCE: Fence = {
  staffId: '00000000-0000-0000-0000-000000000000',
  everywhere: true,
};

/**
 * Whether a row lies within the fence. Every query that staff set off carries it, so that what lies
 * outside does not exist for them, whatever a page or a route forgets.
 * @param account the column that holds the row's account, such as `exams.accountId`
 */
export function within(fence: Fence, account: string): RawBuilder<boolean> {
  if (fence.everywhere) return sql<boolean>`true`;
  return sql<boolean>`exists (select 1 from staff_fences fence
    join accounts fenced on fenced.integration = fence.integration
      and (fence.account_id is null or fence.account_id = fenced.id)
    where fence.staff_id = ${fence.staffId} and fenced.id = ${sql.ref(account)})`;
}

/** Whether the exam, the session, or the session of the exam exist for this person. */
export async function isWithin(
  db: Database,
  fence: Fence,
  ids: { readonly exam?: string | undefined; readonly session?: string | undefined },
): Promise<boolean> {
  const { exam, session } = ids;
  if (session === undefined) {
    if (exam === undefined) return true;
    const found = await db
      .selectFrom('exams')
      .select('id')
      .where('id', '=', exam)
      .where(within(fence, 'exams.accountId'))
      .executeTakeFirst();
    return found !== undefined;
  }
  const found = await db
    .selectFrom('sessions')
    .select('examId')
    .where('id', '=', session)
    .where(within(fence, 'sessions.accountId'))
    .executeTakeFirst();
  return found !== undefined && (exam === undefined || found.examId === exam);
}
