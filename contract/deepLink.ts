import { z } from 'zod';
import type { Reason } from './reasons.ts';

/** The scheme that the installers register with the operating system. */
export const SCHEME = 'invigil';

/** What a deep link claims: which server, and a one-time ticket to redeem there. */
export const DeepLink = z.object({
  /** Origin and path prefix of the server, ending in a slash. */
  server: z.url({ protocol: /^https?$/ }).max(500),
  /** One-time, 10 minutes; 43 characters of base64url are 256 random bits. */
  ticket: z.string().regex(/^[\w-]{43}$/),
});
export type DeepLink = z.infer<typeof DeepLink>;

/** `invigil://open?server=…&ticket=…` */
export function formatDeepLink(link: DeepLink): string {
  const query = new URLSearchParams({ server: link.server, ticket: link.ticket });
  return `${SCHEME}://open?${query.toString()}`;
}

export type ParsedLink =
  | { readonly ok: true; readonly link: DeepLink }
  | {
      readonly ok: false;
      readonly reason: Extract<Reason, 'link_malformed' | 'link_foreign' | 'link_insecure'>;
    };

/**
 * Reads a link that came from anywhere.
 * @param allowLoopbackHttp only in development and test builds: plain http to this machine itself
 */
export function parseDeepLink(text: string, allowLoopbackHttp: boolean): ParsedLink {
  if (text.length > 4000 || !URL.canParse(text)) return { ok: false, reason: 'link_malformed' };
  const url = new URL(text);
  if (url.protocol !== `${SCHEME}:`) return { ok: false, reason: 'link_foreign' };
  if (url.host !== 'open') return { ok: false, reason: 'link_malformed' };
  const parsed = DeepLink.safeParse(Object.fromEntries(url.searchParams));
  if (!parsed.success) return { ok: false, reason: 'link_malformed' };
  const server = new URL(parsed.data.server);
  const secure = server.protocol === 'https:' || (allowLoopbackHttp && isLoopback(server.hostname));
  if (!secure || server.username !== '' || server.password !== '') {
    return { ok: false, reason: 'link_insecure' };
  }
  server.hash = '';
  server.search = '';
  if (!server.pathname.endsWith('/')) server.pathname += '/';
  return { ok: true, link: { server: server.href, ticket: parsed.data.ticket } };
}

/** RFC 8252 §7.3 names these as the loopback hosts; `localhost` may be re-pointed but not by a link. */
export function isLoopback(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === '[::1]' || hostname === 'localhost';
}
