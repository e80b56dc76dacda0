import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import type { OpenIdTry } from '../storage/openIdTries.ts';
import type { OpenIdProvider } from './staffConfig.ts';

/** How long the provider may take to answer (seconds). */
const ANSWER_WITHIN = 10;

/** Who came back, in the provider's words; signature, issuer, audience, times and nonce are checked. */
export interface OpenIdPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Signing in by OpenID Connect: authorization code with PKCE, `state` and `nonce`. The provider's own
 * description is asked for when it is first needed, and again when that failed.
 */
export interface OpenId {
  /** @returns where to send the browser, and what to know again when it comes back */
  begin(redirectUri: string): Promise<{ address: string; attempt: Omit<OpenIdTry, 'next'> }>;
  /** @throws Error when the provider refused, or anything it sent is not as it must be */
  finish(cameBack: URL, attempt: OpenIdTry): Promise<OpenIdPerson>;
}

export function openId(provider: OpenIdProvider): OpenId {
  let known: Promise<Configuration> | undefined;
  const configuration = async (): Promise<Configuration> => {
    known ??= discover(provider);
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
  return {
    async begin(redirectUri) {
      const verifier = randomPKCECodeVerifier();
      const [state, nonce] = [randomState(), randomNonce()];
      const address = buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: provider.scope,
        ...{ state, nonce },
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, attempt: { state, nonce, verifier } };
    },
    async finish(cameBack, attempt) {
      const tokens = await authorizationCodeGrant(await configuration(), cameBack, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('the provider sent no ID token');
      return { issuer: claims.iss, subject: claims.sub, claims: { ...claims } };
    },
  };
}

function discover(provider: OpenIdProvider): Promise<Configuration> {
  const { clientId, clientSecret } = provider;
  const issuer = new URL(provider.issuer);
  return discovery(
    issuer,
    clientId,
    undefined,
    clientSecret === undefined ? None() : ClientSecretPost(clientSecret),
    // The configuration allows http for this machine alone.
    {
      timeout: ANSWER_WITHIN,
      ...(issuer.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}),
    },
  );
}
