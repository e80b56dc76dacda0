import type { Role } from '../people/deeds.ts';

/** Whoever signs in to the staff pages. */
export interface StaffTable {
  id: string;
  /** What they type to sign in; unique. */
  name: string;
  /** Null for those whom only the institution's provider signs in. */
  passwordHash: string | null;
  /** The password is a one-time one and has to be replaced at the next sign-in. */
  mustChangePassword: boolean;
  role: Role;
  /** Sees every account of every integration; their fences then count for nothing. */
  everywhere: boolean;
  email: string | null;
  /** Since when they cannot sign in. */
  disabledAt: Date | null;
  /** Secret of the second factor, sealed with the server's key; see `StaffKeys`. */
  factorSecret: string | null;
  /** Since when the second factor is asked for; null while it is being set up. */
  factorSince: Date | null;
  /** The time step of the last code that was taken: no code counts twice. */
  factorStep: number | null;
  /** The provider that signs them in, and who they are there; unique together. */
  issuer: string | null;
  subject: string | null;
  createdAt: Date;
}

/** What one may see: a whole integration, or one account of it. */
export interface StaffFenceTable {
  staffId: string;
  integration: string;
  accountId: string | null;
}

export interface SignInTable {
  /** SHA-256 of the cookie's token, hexadecimal. */
  hash: string;
  staffId: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  /** The password was right; the second factor is still owed. */
  waitsForCode: boolean;
}

/** What helps whoever lost their second factor; each code once. */
export interface RecoveryCodeTable {
  staffId: string;
  /** SHA-256 of the code, hexadecimal. */
  hash: string;
  usedAt: Date | null;
}

/** A sign-in that failed, so that nobody guesses for long. */
export interface SignInTryTable {
  /** Of the name that was typed, or of the person whose code was asked for; tells neither. */
  key: string;
  at: Date;
}

/** A sign-in on its way through the institution's provider. */
export interface OpenIdTryTable {
  /** SHA-256 of the `state`, hexadecimal. */
  hash: string;
  nonce: string;
  /** PKCE's code verifier. */
  verifier: string;
  next: string | null;
  expiresAt: Date;
}
