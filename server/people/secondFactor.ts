import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Clock } from '../clock.ts';

/**
 * One-time codes by time (RFC 6238) with what every authenticator app takes for granted: SHA-1, six
 * digits, thirty seconds.
 */
const PERIOD = 30;
const KIND = { algorithm: 'SHA1', digits: 6, period: PERIOD } as const;

/** A code of the step before or after is taken too: clocks differ (RFC 6238 §5.2 allows for one). */
const WINDOW = 1;

/** @returns a new secret, in base 32 as authenticator apps show it: 160 bits (RFC 4226 §4, R6) */
export function newFactorSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the QR code says. */
export function factorAddress(secret: string, name: string, server: string): string {
  return new TOTP({ ...KIND, issuer: `Invigil ${server}`, label: name, secret }).toString();
}

/**
 * @returns the time step that the code belongs to, to be taken once, or `undefined` when it is wrong
 */
export function stepOf(secret: string, code: string, clock: Clock): number | undefined {
  const timestamp = clock.now();
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = new TOTP({ ...KIND, secret }).validate({ token, timestamp, window: WINDOW });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD) + delta;
}

/** Enough for a year of forgotten telephones. */
const RECOVERY_CODES = 10;
/** Not mistaken for each other when copied by hand. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Two groups of five: 49 random bits each, guessed at a few a minute. */
export function newRecoveryCodes(): string[] {
  const group = (): string =>
    Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: RECOVERY_CODES }, () => `${group()}-${group()}`);
}

/** However it was typed. */
export function plainRecoveryCode(typed: string): string {
  return typed.toLowerCase().replace(/[^a-z0-9]/g, '');
}
