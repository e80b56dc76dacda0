import { z } from 'zod';
import { Status } from '../../../contract/status.ts';
import { STUDENT_SORTS, type StudentQuery } from '../../storage/students.ts';

/** What is looked for; kept in the address, so that a list can be passed on and reloaded. */
export interface StudentSearch extends StudentQuery {
  /** From 1. */
  readonly page: number;
}

const Search = z.object({
  q: z.string().max(200).catch('').default(''),
  status: Status.optional().catch(undefined),
  flagged: z.literal('yes').optional().catch(undefined),
  sort: z.enum(STUDENT_SORTS).catch('student').default('student'),
  direction: z.literal('desc').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});

/** Whatever else stands in an address or a form is left aside. */
export function readSearch(given: unknown): StudentSearch {
  const { q, status, flagged, sort, direction, page } = Search.parse(given ?? {});
  const descending = direction === 'desc';
  return { text: q, status, flagged: flagged === 'yes', sort, descending, page };
}

/** The same as it stands in an address; what says nothing is left out. */
export function searchQuery(search: Partial<StudentSearch>): string {
  const { text = '', status, flagged = false, sort = 'student', descending = false } = search;
  const { page = 1 } = search;
  const query = new URLSearchParams({
    ...(text === '' ? {} : { q: text }),
    ...(status === undefined ? {} : { status }),
    ...(flagged ? { flagged: 'yes' } : {}),
    ...(sort === 'student' ? {} : { sort }),
    ...(descending ? { direction: 'desc' } : {}),
    ...(page === 1 ? {} : { page: String(page) }),
  }).toString();
  return query === '' ? '' : `?${query}`;
}
