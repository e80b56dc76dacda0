import { createHmac, hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import { makeCode } from '../contract/supportCode.ts';
import type { Config } from './config.ts';
import { keptSecret } from './keptSecret.ts';

/** The keys under which support codes are made: one a session, all of one secret of this server's. */
export interface SupportKeys {
  /** Of a session (our id), 32 bytes as base64url; the session's app holds it too. */
  readonly keyOf: (session: string) => string;
  /** The whole code of an id. It is kept nowhere, and made again whenever staff want to see it. */
  readonly codeOf: (session: string, id: string) => string;
}

const PURPOSE = 'invigil support key 1';

/** With HKDF-SHA256 (RFC 5869), so that one session's key says nothing of another's. */
export function supportKeys(secret: string): SupportKeys {
  const keyOf = (session: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, session, PURPOSE, 32));
  return {
    keyOf: (session) => keyOf(session).toString('base64url'),
    codeOf(session, id) {
      const key = keyOf(session);
      return makeCode(session, id, (text) => createHmac('sha256', key).update(text).digest());
    },
  };
}

/** The configured secret, else one that is made once and kept beside the photos. */
export function supportSecret(config: Pick<Config, 'supportSecret' | 'evidenceFolder'>): string {
  return config.supportSecret ?? keptSecret(join(config.evidenceFolder, 'support.secret'));
}
