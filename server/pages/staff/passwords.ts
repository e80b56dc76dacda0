import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Least length of a password of one's own (NIST SP 800-63B-4 asks for 15 where it is the only factor). */
export const PASSWORD_LEAST = 15;
/** More than any sentence; keeps a request from feeding the hash megabytes. */
export const PASSWORD_MOST = 200;

/** OWASP Password Storage Cheat Sheet: Argon2id (the library's only default), 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** @returns an Argon2id hash in PHC form, its salt and cost inside */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/** For a name that nobody has: takes as long as a wrong password does, so names cannot be found out. */
const nobody = hashPassword('nobody has this password');

export async function passwordFits(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await nobody), password.normalize('NFKC'));
  return fits && passwordHash !== undefined;
}

/** Letters and digits that are not mistaken for each other when copied from a log by hand. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of five: 99 random bits. */
export function newPassword(): string {
  const group = (): string =>
    Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
