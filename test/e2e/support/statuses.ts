import { z } from 'zod';
import { Status } from '../../../contract/status.ts';

const StatusLine = z.object({
  event: z.literal('status'),
  /** The LMS's own session id. */
  sessionId: z.string(),
  status: Status,
  at: z.iso.datetime(),
});
export type SeenStatus = z.infer<typeof StatusLine>;

/** The status that a line of the server's log tells of, if it does. */
export function statusesOf(line: string): SeenStatus[] {
  if (!line.startsWith('{')) return [];
  const parsed = StatusLine.safeParse(JSON.parse(line));
  return parsed.success ? [parsed.data] : [];
}
