import { z } from 'zod';

const Address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

/** `host` or `host:port`, as it stands in a URL: lower case, IPv6 in brackets. */
const Host = z.string().regex(/^([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/, {
  error: 'must be a host or host:port, in lower case, without a scheme or path',
});

/** What an integration says of the calls to its LMS. */
export const callbackSettings = {
  /** Where the LMS wants to be called; what it names no address for it is not told. */
  callbacks: z
    .strictObject({
      review: Address.optional(),
      schedule: Address.optional(),
      warning: Address.optional(),
      agreement: Address.optional(),
    })
    .default({}),
  /** Hosts of the LMS that may be called though they are private, and over plain http. */
  allowedHosts: z.array(Host).default([]),
  /** The first conclusion stands; without it a conclusion may change any number of times. */
  finalConclusion: z.boolean().default(false),
  /** First level of alarm in `threshold`; the second is the exam's `scoreConfig.cheater_level`. */
  attentionLevel: z.number().int().min(0).max(100).default(60),
} as const;
