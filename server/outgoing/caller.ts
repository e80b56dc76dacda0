import type { LookupFunction } from 'node:net';
import { request } from 'undici';
import { ForbiddenAddress, guardedAgents, type Patience } from './guardedAgents.ts';
import { readStart } from './readStart.ts';

const PATIENCE: Patience = { connect: 10_000, answer: 20_000 };
/** The whole of a call (milliseconds): less than the lease of a delivery. */
const LONGEST_CALL = 45_000;

export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Hosts (`host` or `host:port`) that may be private and may speak plain http. */
  readonly allowedHosts: readonly string[];
  readonly signal: AbortSignal;
}

/** Why no answer came. */
export type CallFault =
  'address_unreadable' | 'https_needed' | 'address_forbidden' | 'timeout' | 'tls' | 'unreachable';

export type Called =
  | { readonly fault: CallFault }
  | {
      readonly fault?: undefined;
      readonly status: number;
      /** Beginning of the answer. */
      readonly text: string;
      /** Value of the Retry-After header. */
      readonly retryAfter: string | undefined;
    };

/** Calls other people's servers. Follows no redirection: it may lead where nobody looked. */
export interface Caller {
  post(call: Call): Promise<Called>;
  close(): Promise<void>;
}

/** @param edges for tests: how names are looked up, and how long is waited */
export function createCaller(
  edges: { lookup?: LookupFunction; patience?: Patience; longest?: number } = {},
): Caller {
  const agents = guardedAgents(edges.patience ?? PATIENCE, edges.lookup);
  return {
    async post(call) {
      if (!URL.canParse(call.url)) return { fault: 'address_unreadable' };
      const url = new URL(call.url);
      const isAllowed = isAllowedHost(url, call.allowedHosts);
      if (url.protocol !== 'https:' && !(isAllowed && url.protocol === 'http:')) {
        return { fault: 'https_needed' };
      }
      const limit = AbortSignal.timeout(edges.longest ?? LONGEST_CALL);
      try {
        const answer = await request(url, {
          dispatcher: isAllowed ? agents.open : agents.guarded,
          method: 'POST',
          headers: call.headers,
          body: call.body,
          signal: AbortSignal.any([limit, call.signal]),
        });
        const after = answer.headers['retry-after'];
        return {
          status: answer.statusCode,
          // What was decided stands in the status; an answer that breaks off says it all the same.
          text: await readStart(answer.body).catch(() => ''),
          retryAfter: typeof after === 'string' ? after : after?.[0],
        };
      } catch (error) {
        return { fault: faultOf(error, limit.aborted) };
      }
    },
    async close() {
      await Promise.all([agents.guarded.destroy(), agents.open.destroy()]);
    },
  };
}

/** Exactly as it is named; with a port only that port. */
export function isAllowedHost(url: URL, allowed: readonly string[]): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const names = [url.hostname, `${url.hostname}:${port}`];
  return allowed.some((host) => names.includes(host.toLowerCase()));
}

const TLS = /CERT|TLS|SSL|SIGNED|ISSUER|ALTNAME|VERIFY/;

function faultOf(error: unknown, isOverLimit: boolean): CallFault {
  if (error instanceof ForbiddenAddress) return 'address_forbidden';
  const { code = '', name = '' } = error as { code?: string; name?: string };
  if (isOverLimit || /TIMEOUT/.test(code) || name === 'TimeoutError') return 'timeout';
  return TLS.test(code) ? 'tls' : 'unreachable';
}
