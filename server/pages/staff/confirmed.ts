import { z } from 'zod';

const Confirmed = z.object({ confirmed: z.literal('yes') });

/** Whether a form comes from the second question. */
export function isConfirmed(body: unknown): boolean {
  return Confirmed.safeParse(body).success;
}
