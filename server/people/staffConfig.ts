import { z } from 'zod';
import { isLoopback } from '../../contract/deepLink.ts';
import { Role } from './deeds.ts';

/** Plain http would hand the sign-in to whoever listens; on this machine nobody does. */
const issuer = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .refine((address) => isSafe(address), {
    error: 'must be https, or http on this machine alone',
  });

function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isLoopback(hostname);
}

/** What whoever has a value in a claim may do here, and where. */
const OpenIdRight = z
  .strictObject({
    /** The claim of the ID token; its value is a text or a list of texts. */
    claim: z.string().min(1),
    value: z.string().min(1),
    role: Role,
    everywhere: z.literal(true).optional(),
    integration: z.string().min(1).optional(),
    /** The LMS's own id of the account; left out: every account of the integration. */
    account: z.string().min(1).optional(),
  })
  .refine(({ everywhere, integration }) => (everywhere === true) !== (integration !== undefined), {
    error: 'must name either everywhere or an integration',
  })
  .refine(({ integration, account }) => account === undefined || integration !== undefined, {
    error: 'account: needs the integration that it belongs to',
  });
export type OpenIdRight = z.infer<typeof OpenIdRight>;

const OpenIdProvider = z.strictObject({
  issuer,
  clientId: z.string().min(1),
  /** `INVIGIL_OPENID_SECRET` in the environment beats it. Left out: a public client. */
  clientSecret: z.string().min(1).optional(),
  /** What stands on the button of the sign-in. */
  label: z.string().min(1).max(60),
  scope: z.string().min(1).default('openid profile email'),
  /** The claim that names a person to others. */
  nameClaim: z.string().min(1).default('preferred_username'),
  /** The role is that of the first right that fits; what a person sees is the sum of its places. */
  rights: z.array(OpenIdRight).min(1, 'must name at least one right'),
});
export type OpenIdProvider = z.infer<typeof OpenIdProvider>;

/** How staff sign in. */
export const StaffSettings = z.strictObject({
  /** Roles that cannot work without a second factor. People of the provider have it there. */
  secondFactor: z.array(Role).default([]),
  openId: OpenIdProvider.optional(),
});
export type StaffSettings = z.infer<typeof StaffSettings>;

export const DEFAULT_STAFF_SETTINGS: StaffSettings = StaffSettings.parse({});
