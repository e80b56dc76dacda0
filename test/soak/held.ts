import { z } from 'zod';
import { Status } from '../../contract/status.ts';

const ofSession = { session: z.string() };

/** What a database holds of all sessions, `session` being the LMS's id. */
export const Held = z.object({
  sessions: z.array(z.object({ ...ofSession, status: Status })),
  events: z.array(z.object({ ...ofSession, id: z.string() })),
  incidents: z.array(z.object({ ...ofSession, id: z.string() })),
  photos: z.array(z.object({ ...ofSession, id: z.string(), sha256: z.string(), file: z.string() })),
  /** In the order in which they were made. */
  transitions: z.array(z.object({ ...ofSession, status: Status, moved: z.boolean() })),
  /** What the server owes or owed the LMS; `endedAt` in epoch milliseconds. */
  deliveries: z.array(
    z.object({
      ...ofSession,
      id: z.string(),
      kind: z.string(),
      state: z.enum(['waiting', 'delivered', 'given_up']),
      endedAt: z.number().nullable(),
    }),
  ),
  presence: z.array(z.object({ ...ofSession, since: z.number(), until: z.number() })),
});
export type Held = z.infer<typeof Held>;
