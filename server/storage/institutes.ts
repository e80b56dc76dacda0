import { randomUUID } from 'node:crypto';
import { PROCTOREXAM } from '../instituteConfig.ts';
import { InstituteSettings } from '../proctorexam/instituteSettings.ts';
import type { Database } from './openDatabase.ts';
import { keepAccount } from './keepAccount.ts';

export interface Institute {
  readonly id: number;
  readonly accountId: string;
  /** Its id in the configuration, or a number of its own. */
  readonly externalId: string;
  readonly name: string;
  readonly settings: InstituteSettings;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Finds or makes an institute by its id in the configuration. @returns the number it has for clients */
export async function keepInstitute(
  db: Database,
  institute: { externalId?: string; name: string; at: number },
): Promise<number> {
  const at = new Date(institute.at);
  const externalId = institute.externalId ?? randomUUID();
  const account = { integration: PROCTOREXAM, externalId, name: institute.name, at };
  const accountId = await keepAccount(db, account);
  const settings = JSON.stringify(InstituteSettings.parse({}));
  await db
    .insertInto('institutes')
    .values({ accountId, settings, createdAt: at, updatedAt: at })
    .onConflict((conflict) => conflict.column('accountId').doNothing())
    .execute();
  const row = await db
    .selectFrom('institutes')
    .select('id')
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function readInstitute(db: Database, id: number): Promise<Institute | undefined> {
  const row = await institutes(db).where('institutes.id', '=', id).executeTakeFirst();
  return row;
}

/** The institute of an account of ours. */
export function findInstitute(db: Database, accountId: string): Promise<Institute | undefined> {
  return institutes(db).where('institutes.accountId', '=', accountId).executeTakeFirst();
}

function institutes(db: Database) {
  return db
    .selectFrom('institutes')
    .innerJoin('accounts', 'accounts.id', 'institutes.accountId')
    .select([
      'institutes.id',
      'institutes.accountId',
      'accounts.externalId',
      'accounts.name',
      'institutes.settings',
      'institutes.createdAt',
      'institutes.updatedAt',
    ]);
}

export async function updateInstitute(
  db: Database,
  institute: { id: number; name: string; settings: InstituteSettings; at: number },
): Promise<void> {
  const { id, name, settings } = institute;
  const updatedAt = new Date(institute.at);
  const row = await db
    .updateTable('institutes')
    .set({ settings: JSON.stringify(settings), updatedAt })
    .where('id', '=', id)
    .returning('accountId')
    .executeTakeFirstOrThrow();
  await db.updateTable('accounts').set({ name }).where('id', '=', row.accountId).execute();
}
