import { z } from 'zod';
import { ServerRefusal } from '../../refusal.ts';

/** An id in an address that is none of ours is an address that leads nowhere. */
const id = z.uuid();

export const ExamIds = parserOf(z.object({ exam: id }));
export const StudentIds = parserOf(z.object({ exam: id, session: id }));
export const PhotoIds = parserOf(z.object({ exam: id, session: id, photo: id }));

function parserOf<Ids>(schema: z.ZodType<Ids>) {
  return {
    /** @throws ServerRefusal `not_found` */
    parse(params: unknown): Ids {
      const parsed = schema.safeParse(params);
      if (!parsed.success) throw new ServerRefusal('not_found');
      return parsed.data;
    },
  };
}
