import { z } from 'zod';
import { isLoopback } from '../../contract/deepLink.ts';

/**
 * The institution's mail server. TLS is never weakened: certificates are always verified, `starttls` is
 * insisted on, and plain SMTP goes to this machine itself only.
 */
export const MailConfig = z
  .strictObject({
    smtp: z.strictObject({
      host: z.string().min(1).max(255),
      port: z.number().int().min(1).max(65_535),
      security: z.enum(['tls', 'starttls', 'none']),
      /** PEM file of an authority of the institution's own. */
      ca: z.string().min(1).optional(),
      user: z.string().min(1).optional(),
      /** `INVIGIL_SMTP_PASSWORD` in the environment beats it. */
      password: z.string().min(1).optional(),
    }),
    /** Whom the mails come from: `Exams <exams@uni.example>` or an address alone. */
    from: z
      .string()
      .max(300)
      .regex(/^(?:[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/, 'must be a mail address'),
  })
  .superRefine(({ smtp }, context) => {
    if (smtp.security === 'none' && !isLoopback(smtp.host)) {
      const message = 'none goes to this machine itself only; use tls or starttls';
      context.addIssue({ code: 'custom', path: ['smtp', 'security'], message });
    }
    if ((smtp.user === undefined) !== (smtp.password === undefined)) {
      const message = 'user and password belong together';
      context.addIssue({ code: 'custom', path: ['smtp', 'user'], message });
    }
  });
export type MailConfig = z.infer<typeof MailConfig>;
