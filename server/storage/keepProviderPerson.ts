import { randomUUID } from 'node:crypto';
import type { GrantedRights, NamedPlace } from '../people/openIdRights.ts';
import { writeAudit } from './audit.ts';
import type { Database } from './openDatabase.ts';
import type { StaffRow } from './schema.ts';
import { NOBODY_YET } from './staff.ts';
import { listPlaces, rightsOf, setPlaces, type Place } from './staffAccounts.ts';

/**
 * The person whom the provider sent, with the rights that it gives them now. A person of the provider
 * is known by issuer and subject alone, and never taken for one who signs in with a password here.
 * @returns `undefined` when an administrator disabled them here, or none of their places is known yet
 */
export function keepProviderPerson(
  db: Database,
  came: {
    readonly issuer: string;
    readonly subject: string;
    readonly name: string;
    readonly email: string | null;
    readonly rights: GrantedRights;
    readonly at: number;
  },
): Promise<StaffRow | undefined> {
  const { issuer, subject, email, rights, at } = came;
  const { role, everywhere } = rights;
  return db.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom('staff')
      .selectAll()
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .forUpdate()
      .executeTakeFirst();
    if (known !== undefined && known.disabledAt !== null) return undefined;
    const places = await knownPlaces(transaction, rights.places);
    if (!everywhere && places.length === 0) return undefined;
    const before = known === undefined ? undefined : await listPlaces(transaction, known.id);
    const person =
      known === undefined
        ? await transaction
            .insertInto('staff')
            .values({
              ...NOBODY_YET,
              ...{ id: randomUUID(), issuer, subject, role, everywhere, email },
              name: await freeName(transaction, came),
              createdAt: new Date(at),
            })
            .returningAll()
            .executeTakeFirstOrThrow()
        : await transaction
            .updateTable('staff')
            .set({ role, everywhere, email })
            .where('id', '=', known.id)
            .returningAll()
            .executeTakeFirstOrThrow();
    await setPlaces(transaction, person.id, { everywhere, places });
    const after = rightsOf(person.name, { role, everywhere, places });
    const was = known && before && rightsOf(known.name, { ...known, places: before });
    if (JSON.stringify(was) !== JSON.stringify(after)) {
      const action = known === undefined ? 'staff_added' : 'staff_changed';
      await writeAudit(transaction, {
        ...{ at, actor: 'provider', action, staffId: person.id, after },
        ...(was === undefined ? {} : { before: was }),
      });
    }
    return person;
  });
}

/** An account is made by its first start; until then nobody can be given it. */
async function knownPlaces(db: Database, places: readonly NamedPlace[]): Promise<Place[]> {
  const found: Place[] = [];
  for (const { integration, account } of places) {
    if (account === undefined) found.push({ integration, accountId: null });
    else {
      const row = await db
        .selectFrom('accounts')
        .select('id')
        .where('integration', '=', integration)
        .where('externalId', '=', account)
        .executeTakeFirst();
      if (row !== undefined) found.push({ integration, accountId: row.id });
    }
  }
  return found.sort((a, b) =>
    `${a.integration} ${String(a.accountId)}` < `${b.integration} ${String(b.accountId)}` ? -1 : 1,
  );
}

/** Names are unique here and not at the provider. */
async function freeName(
  db: Database,
  came: { readonly name: string; readonly issuer: string; readonly subject: string },
): Promise<string> {
  const host = new URL(came.issuer).host;
  const wishes = [came.name, `${came.name} (${host})`, `${came.subject} (${host})`];
  const taken = await db.selectFrom('staff').select('name').where('name', 'in', wishes).execute();
  const free = wishes.find((wish) => !taken.some(({ name }) => name === wish));
  return free ?? `${came.subject} (${came.issuer})`;
}
