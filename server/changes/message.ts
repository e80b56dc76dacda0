import { z } from 'zod';
import type { Change } from './changes.ts';

/** PostgreSQL takes less than 8000 bytes in one notification. */
const MOST_BYTES = 7_500;

/** What server processes say to each other. `from` is the sender's own random name. */
export const Message = z.discriminatedUnion('say', [
  /** Sessions by exam. */
  z.object({
    say: z.literal('changed'),
    from: z.string(),
    exams: z.record(z.string(), z.array(z.string())),
  }),
  /** The sender is there; one that falls silent may have taken changes with it. */
  z.object({ say: z.literal('here'), from: z.string() }),
  /** The sender could not say what changed while it had no connection. */
  z.object({ say: z.literal('missed'), from: z.string() }),
  /** The sender ends and has said everything. */
  z.object({ say: z.literal('bye'), from: z.string() }),
]);
export type Message = z.infer<typeof Message>;

/** What waits to be told: each session once, however often it changed. */
export type Waiting = Map<string, Set<string>>;

export function addWaiting(waiting: Waiting, { examId, sessionId }: Change): void {
  const sessions = waiting.get(examId);
  if (sessions === undefined) waiting.set(examId, new Set([sessionId]));
  else sessions.add(sessionId);
}

/** As few notifications as hold it all, each of a size that PostgreSQL takes. */
export function packChanges(from: string, waiting: Waiting): string[] {
  const texts: string[] = [];
  let exams: Record<string, string[]> = {};
  let bytes = 0;
  const finish = (): void => {
    if (bytes > 0) texts.push(JSON.stringify({ say: 'changed', from, exams } satisfies Message));
    exams = {};
    bytes = 0;
  };
  for (const [exam, sessions] of waiting) {
    for (const session of sessions) {
      // Quotes, comma and brackets beside the ids themselves; the rest of the text is below 100 bytes.
      const more = session.length + 3 + (exams[exam] === undefined ? exam.length + 6 : 0);
      if (bytes + more > MOST_BYTES - 100) finish();
      (exams[exam] ??= []).push(session);
      bytes += session.length + 3 + (exams[exam].length === 1 ? exam.length + 6 : 0);
    }
  }
  finish();
  return texts;
}
