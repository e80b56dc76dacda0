import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';

/**
 * Gives the candidate behind an institute's student the student's name and address, which is what staff
 * compare photos with. An institute knows a person by the address, so the new one is theirs from now on,
 * unless somebody else has it: two who were there stay two.
 */
export async function renameCandidate(
  db: Database,
  student: { readonly studentId: number; readonly name: string; readonly email: string },
): Promise<void> {
  await sql`
    update candidates set last_name = ${student.name}, email = ${student.email},
      external_id = case when exists (
        select 1 from candidates other where other.account_id = candidates.account_id
          and other.external_id = ${student.email})
      then candidates.external_id else ${student.email} end
    from api_students
    where api_students.id = ${student.studentId} and candidates.id = api_students.candidate_id
  `.execute(db);
}
