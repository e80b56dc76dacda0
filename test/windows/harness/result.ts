import { z } from 'zod';

/** What came of one test. */
export const Result = z.object({
  group: z.string(),
  name: z.string(),
  passed: z.boolean(),
  milliseconds: z.number(),
  /** Why it was not run. */
  skipped: z.string().optional(),
  /** What went wrong. */
  fault: z.string().optional(),
});
export type Result = z.infer<typeof Result>;

/** The lines that the reporter wrote. */
export function readResults(text: string): Result[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Result.parse(JSON.parse(line)));
}
