import { z } from 'zod';

/**
 * How long something is kept after a session is over, in days.
 *
 * The defaults: whoever objects to a verdict does so within the term that follows the exam, so photos, which
 * weigh most, go after 90 days; who sat an exam and how it went is asked for until the year's results stand.
 */
export const Retention = z
  .strictObject({
    /** Photos. */
    evidenceDays: z.number().int().min(1).max(3_650).default(90),
    /** Whatever names or describes the candidate. What is left says that somebody sat the exam, and how. */
    personalDays: z.number().int().min(1).max(3_650).default(365),
  })
  .refine(({ evidenceDays, personalDays }) => personalDays >= evidenceDays, {
    path: ['personalDays'],
    error: 'must not be less than evidenceDays: photos without a name are still of a person',
  });
export type Retention = z.infer<typeof Retention>;

/** What the configuration says of running the server as a service. */
export const serviceKeys = {
  /**
   * After SIGTERM it goes on answering for so long, not ready any more, so that a proxy sends the next
   * requests elsewhere. Nothing to wait for where this is the only process.
   */
  drainSeconds: z.number().min(0).max(300).default(0),
  /** Where `/metrics` is served, apart from everything else; absent: nowhere. */
  metrics: z
    .strictObject({ host: z.string().min(1), port: z.number().int().min(0).max(65_535) })
    .optional(),
  /** Of every integration that says nothing else. */
  retention: Retention.prefault({}),
};

export interface ServiceConfig {
  readonly drainSeconds: number;
  readonly metrics?: { readonly host: string; readonly port: number };
  readonly retention: Retention;
}

type ServiceKeys = z.infer<z.ZodObject<typeof serviceKeys>>;

export function serviceConfig({ drainSeconds, metrics, retention }: ServiceKeys): ServiceConfig {
  return { drainSeconds, retention, ...(metrics === undefined ? {} : { metrics }) };
}
