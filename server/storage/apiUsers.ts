import type { Selectable } from 'kysely';
import type { Role } from '../proctorexam/roles.ts';
import type { Sealing } from '../sealing.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import type { ApiTables } from './apiTables.ts';
import type { Database } from './openDatabase.ts';

export type ApiUser = Selectable<ApiTables['apiUsers']>;

interface NewUser {
  readonly instituteId: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly at: number;
}

/** A sealed secret opens as what it was sealed as, and for nobody else. */
const TOKEN_OF = (tokenHash: string): string => `api token of ${tokenHash}`;
const SECRET_OF = (tokenHash: string): string => `secret key of ${tokenHash}`;

/**
 * Adds a user with a token and a key of their own.
 * @returns `undefined` when the address is taken
 */
export function addUser(
  db: Database,
  sealing: Sealing,
  { at, ...user }: NewUser,
): Promise<ApiUser | undefined> {
  const token = newSecret();
  const tokenHash = hashSecret(token);
  const times = { createdAt: new Date(at), updatedAt: new Date(at), deletedAt: null };
  return db
    .insertInto('apiUsers')
    .values({
      ...user,
      ...times,
      tokenHash,
      sealedToken: sealing.seal(token, TOKEN_OF(tokenHash)),
      sealedSecret: sealing.seal(newSecret(), SECRET_OF(tokenHash)),
    })
    .onConflict((conflict) => conflict.column('email').where('deletedAt', 'is', null).doNothing())
    .returningAll()
    .executeTakeFirst();
}

export function findUserByToken(db: Database, token: string): Promise<ApiUser | undefined> {
  return db
    .selectFrom('apiUsers')
    .selectAll()
    .where('tokenHash', '=', hashSecret(token))
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
}

export function findUserByEmail(db: Database, email: string): Promise<ApiUser | undefined> {
  return db
    .selectFrom('apiUsers')
    .selectAll()
    .where('email', '=', email)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
}

/** A user of one institute; another institute's is nobody. */
export function readUser(
  db: Database,
  user: { id: number; instituteId: number },
): Promise<ApiUser | undefined> {
  return db
    .selectFrom('apiUsers')
    .selectAll()
    .where('id', '=', user.id)
    .where('instituteId', '=', user.instituteId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
}

export function listUsers(db: Database, instituteId: number) {
  return db
    .selectFrom('apiUsers')
    .where('instituteId', '=', instituteId)
    .where('deletedAt', 'is', null);
}

export async function updateUser(
  db: Database,
  id: number,
  values: {
    email?: string;
    name?: string;
    role?: Role;
    passwordHash?: string;
    updatedAt: Date;
    deletedAt?: Date;
  },
): Promise<ApiUser> {
  return db
    .updateTable('apiUsers')
    .set(values)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What a user's clients send with every call. */
export function tokenOf(sealing: Sealing, user: ApiUser): string {
  return sealing.open(user.sealedToken, TOKEN_OF(user.tokenHash));
}

/** What a user's clients sign with. */
export function secretOf(sealing: Sealing, user: ApiUser): string {
  return sealing.open(user.sealedSecret, SECRET_OF(user.tokenHash));
}
