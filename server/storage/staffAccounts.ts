import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Role } from '../people/deeds.ts';
import { writeAudit } from './audit.ts';
import type { AuditAction } from './auditActions.ts';
import type { Fence } from './fence.ts';
import type { Database } from './openDatabase.ts';
import { endSignIns, NO_FACTOR, NOBODY_YET } from './staff.ts';

/** A whole integration, or one account of it (our id). */
export interface Place {
  readonly integration: string;
  readonly accountId: string | null;
}

/** What an administrator decides about a person. */
export interface StaffRights {
  readonly role: Role;
  readonly everywhere: boolean;
  /** Left aside for those who see everything. */
  readonly places: readonly Place[];
  readonly email: string | null;
}

/** A deed of one administrator. */
export interface StaffDeed {
  readonly fence: Fence;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly actor: string;
}

/** Why a change of staff was not made. */
export type StaffFault = 'name_taken' | 'unknown' | 'not_oneself' | 'outside_fence' | 'nowhere';

/** Those whom an administrator may manage: whoever sees nothing that they do not see themselves. */
export function listStaff(db: Database, fence: Fence) {
  return manageable(db, fence).orderBy('staff.name').execute();
}

/** One of them. */
export function readManageable(db: Database, fence: Fence, id: string) {
  return manageable(db, fence).where('staff.id', '=', id).executeTakeFirst();
}

function manageable(db: Database, fence: Fence) {
  const mine = fence.everywhere
    ? sql<boolean>`true`
    : sql<boolean>`not staff.everywhere
        and exists (select 1 from staff_fences theirs where theirs.staff_id = staff.id)
        and not exists (select 1 from staff_fences theirs where theirs.staff_id = staff.id
          and not exists (select 1 from staff_fences mine where mine.staff_id = ${fence.staffId}
            and mine.integration = theirs.integration
            and (mine.account_id is null or mine.account_id = theirs.account_id)))`;
  return db
    .selectFrom('staff')
    .select([
      'staff.id',
      'staff.name',
      'staff.role',
      'staff.everywhere',
      'staff.email',
      'staff.disabledAt',
      'staff.factorSince',
      'staff.issuer',
      'staff.mustChangePassword',
      'staff.createdAt',
      sql<Date | null>`(select max(s.last_used_at) from sign_ins s where s.staff_id = staff.id)`.as(
        'lastUsedAt',
      ),
      sql<number>`(select count(*) from sign_ins s where s.staff_id = staff.id)::int`.as('signIns'),
    ])
    .where(mine);
}

/** The places of a person, with the accounts' names. */
export function listPlaces(db: Database, staffId: string) {
  return db
    .selectFrom('staffFences')
    .leftJoin('accounts', 'accounts.id', 'staffFences.accountId')
    .select(['staffFences.integration', 'staffFences.accountId', 'accounts.name as accountName'])
    .where('staffFences.staffId', '=', staffId)
    .orderBy('staffFences.integration')
    .orderBy('accounts.name')
    .execute();
}

/** The accounts that somebody may be given. */
export function listAccounts(db: Database, fence: Fence) {
  const mine = fence.everywhere
    ? sql<boolean>`true`
    : sql<boolean>`exists (select 1 from staff_fences mine where mine.staff_id = ${fence.staffId}
        and mine.integration = accounts.integration
        and (mine.account_id is null or mine.account_id = accounts.id))`;
  return db
    .selectFrom('accounts')
    .select(['id', 'integration', 'externalId', 'name'])
    .where(mine)
    .orderBy('integration')
    .orderBy('name')
    .execute();
}

/** @returns the id of the new person, or why there is none */
export function addStaff(
  db: Database,
  deed: StaffDeed,
  person: StaffRights & { readonly name: string; readonly passwordHash: string },
): Promise<{ readonly id: string } | StaffFault> {
  return db.transaction().execute(async (transaction) => {
    const fault = await faultOfRights(transaction, deed.fence, person);
    if (fault !== undefined) return fault;
    const { name, passwordHash, role, everywhere, email } = person;
    const id = randomUUID();
    const added = await transaction
      .insertInto('staff')
      .values({
        ...NOBODY_YET,
        ...{ id, name, passwordHash, role, everywhere, email },
        mustChangePassword: true,
        createdAt: new Date(deed.at),
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) return 'name_taken';
    await setPlaces(transaction, id, person);
    await note(transaction, deed, { id, action: 'staff_added', after: rightsOf(name, person) });
    return { id };
  });
}

/** Gives a person other rights. What they have open shows them the new ones at its next request. */
export function changeStaff(
  db: Database,
  deed: StaffDeed,
  change: StaffRights & { readonly id: string; readonly disabled: boolean },
): Promise<StaffFault | undefined> {
  const { id } = change;
  return db.transaction().execute(async (transaction) => {
    if (id === deed.fence.staffId) return 'not_oneself';
    const before = await readManageable(transaction, deed.fence, id);
    if (before === undefined) return 'unknown';
    const fault = await faultOfRights(transaction, deed.fence, change);
    if (fault !== undefined) return fault;
    const places = await listPlaces(transaction, id);
    const { role, everywhere, email, disabled } = change;
    const disabledAt = disabled ? (before.disabledAt ?? new Date(deed.at)) : null;
    await transaction
      .updateTable('staff')
      .set({ role, everywhere, email, disabledAt })
      .where('id', '=', id)
      .execute();
    await setPlaces(transaction, id, change);
    if (disabled) await endSignIns(transaction, id);
    await note(transaction, deed, {
      ...{ id, action: 'staff_changed' },
      before: {
        ...rightsOf(before.name, { ...before, places }),
        disabled: before.disabledAt !== null,
      },
      after: { ...rightsOf(before.name, change), disabled },
    });
    return undefined;
  });
}

/** What an administrator does to a person's sign-in. */
export type SignInDeed =
  | { readonly what: 'password_reset'; readonly passwordHash: string }
  | { readonly what: 'factor_removed' }
  | { readonly what: 'signed_out' };

/** Each of them ends every sign-in of that person. @returns whether there is such a person */
export function changeSignIn(
  db: Database,
  deed: StaffDeed,
  change: { readonly id: string } & SignInDeed,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const person = await readManageable(transaction, deed.fence, change.id);
    if (person === undefined) return false;
    if (change.what === 'password_reset') {
      const { passwordHash } = change;
      await transaction
        .updateTable('staff')
        .set({ passwordHash, mustChangePassword: true })
        .where('id', '=', change.id)
        .execute();
    }
    if (change.what === 'factor_removed') {
      await transaction.updateTable('staff').set(NO_FACTOR).where('id', '=', change.id).execute();
      await transaction.deleteFrom('recoveryCodes').where('staffId', '=', change.id).execute();
    }
    await endSignIns(transaction, change.id);
    const after = { name: person.name };
    await note(transaction, deed, { id: change.id, action: `staff_${change.what}`, after });
    return true;
  });
}

/** Nobody gives what they do not have themselves. */
async function faultOfRights(
  db: Database,
  fence: Fence,
  rights: StaffRights,
): Promise<StaffFault | undefined> {
  if (rights.everywhere) return fence.everywhere ? undefined : 'outside_fence';
  if (rights.places.length === 0) return 'nowhere';
  const [accounts, mine] = await Promise.all([
    listAccounts(db, fence),
    listPlaces(db, fence.staffId),
  ]);
  const mayGive = ({ integration, accountId }: Place): boolean =>
    accountId === null
      ? fence.everywhere ||
        mine.some((place) => place.integration === integration && place.accountId === null)
      : accounts.some(({ id, integration: of }) => id === accountId && of === integration);
  return rights.places.every(mayGive) ? undefined : 'outside_fence';
}

export async function setPlaces(
  db: Database,
  staffId: string,
  { everywhere, places }: Pick<StaffRights, 'everywhere' | 'places'>,
): Promise<void> {
  await db.deleteFrom('staffFences').where('staffId', '=', staffId).execute();
  if (everywhere || places.length === 0) return;
  await db
    .insertInto('staffFences')
    .values(places.map(({ integration, accountId }) => ({ staffId, integration, accountId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function rightsOf(name: string, { role, everywhere, places }: Omit<StaffRights, 'email'>) {
  return {
    name,
    role,
    everywhere,
    places: places.map(({ integration, accountId }) => ({ integration, accountId })),
  };
}

async function note(
  db: Database,
  { at, actor }: StaffDeed,
  line: { id: string; action: AuditAction; before?: object; after: object },
): Promise<void> {
  const { id, ...rest } = line;
  await writeAudit(db, { at, actor, staffId: id, ...rest });
}
