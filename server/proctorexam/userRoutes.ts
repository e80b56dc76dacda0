import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { hashPassword, PASSWORD_LEAST, PASSWORD_MOST } from '../pages/staff/passwords.ts';
import { ServerRefusal } from '../refusal.ts';
import {
  addUser,
  findUserByEmail,
  listUsers,
  readUser,
  secretOf,
  tokenOf,
  updateUser,
  type ApiUser,
} from '../storage/apiUsers.ts';
import { emailAddress, filledText, numericId, text } from './fieldKinds.ts';
import { ownInstitute } from './instituteRoutes.ts';
import { pageWanted, tellPage } from './paginate.ts';
import { permit } from './permit.ts';
import { readFields, refuseField } from './readFields.ts';
import { Role, ROLE } from './roles.ts';
import type { AddRoute } from './routes.ts';
import type { Params } from './signature.ts';
import { userWire } from './userWire.ts';

const Password = text(PASSWORD_MOST).min(PASSWORD_LEAST, {
  error: `is too short (minimum is ${String(PASSWORD_LEAST)} characters)`,
});
export const NewUser = z.object({
  email: emailAddress,
  name: filledText(255),
  role: Role,
  password: Password,
  password_confirmation: z.string().optional(),
});
const UserChange = NewUser.partial();
const Id = z.object({ id: numericId });

/** `/institutes/:institute_id/users`: administrators make and change them; everybody reads oneself. */
export function registerUsers(add: AddRoute, deps: Deps): void {
  const path = '/institutes/:institute_id/users';
  add('GET', path, async ({ user, params }, reply) => {
    await fence(deps, user, params);
    if (!ROLE[user.role].seesAll) throw new ServerRefusal('caller_not_permitted');
    const page = pageWanted(params);
    const users = listUsers(deps.database, user.instituteId);
    const all = await users.select((eb) => eb.fn.countAll<string>().as('n')).executeTakeFirst();
    tellPage(reply, page, Number(all?.n ?? 0));
    const rows = await users
      .selectAll()
      .orderBy('id')
      .limit(page.limit)
      .offset(page.offset)
      .execute();
    return { users: rows.map(userWire) };
  });
  add('GET', `${path}/:id`, async ({ user, params }) => ({
    user: userWire(await found(deps, user, params)),
  }));
  add('POST', path, async ({ user, params }, reply) => {
    permit(user, 'administers');
    await fence(deps, user, params);
    const { email, name, role, password, password_confirmation } = readFields(NewUser, params);
    confirm(password, password_confirmation);
    mayGive(user, role);
    const added = await addUser(deps.database, deps.sealing, {
      ...{ instituteId: user.instituteId, email, name, role },
      ...{ passwordHash: await hashPassword(password), at: deps.clock.now() },
    });
    if (added === undefined) throw taken();
    void reply.code(201);
    const secrets = {
      api_token: tokenOf(deps.sealing, added),
      secret_key: secretOf(deps.sealing, added),
    };
    return { user: { ...userWire(added), ...secrets } };
  });
  add(['PATCH', 'PUT'], `${path}/:id`, async ({ user, params }) => {
    permit(user, 'administers');
    const target = await found(deps, user, params);
    const { password, password_confirmation, email, name, role } = readFields(UserChange, params);
    confirm(password, password_confirmation);
    if (role !== undefined) mayGive(user, role);
    const holder = email === undefined ? undefined : await findUserByEmail(deps.database, email);
    if (holder !== undefined && holder.id !== target.id) throw taken();
    const changed = await updateUser(deps.database, target.id, {
      ...(email === undefined ? {} : { email }),
      ...(name === undefined ? {} : { name }),
      ...(role === undefined ? {} : { role }),
      ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
      updatedAt: new Date(deps.clock.now()),
    });
    return { user: userWire(changed) };
  });
  add('DELETE', `${path}/:id`, async ({ user, params }) => {
    permit(user, 'administers');
    const target = await found(deps, user, params);
    // Somebody must be left who can let others in again.
    if (target.id === user.id) throw refuseField('id', 'own', 'is your own');
    const at = new Date(deps.clock.now());
    const removed = await updateUser(deps.database, target.id, { updatedAt: at, deletedAt: at });
    return { user: userWire(removed) };
  });
}

async function fence(deps: Deps, user: ApiUser, params: Params): Promise<void> {
  await ownInstitute(deps, user, { id: params['institute_id'] });
}

async function found(deps: Deps, user: ApiUser, params: Params): Promise<ApiUser> {
  await fence(deps, user, params);
  const { id } = readFields(Id, params);
  if (id !== user.id && !ROLE[user.role].seesAll) throw new ServerRefusal('caller_not_permitted');
  const target = await readUser(deps.database, { id, instituteId: user.instituteId });
  if (target === undefined) throw new ServerRefusal('not_found');
  return target;
}

function confirm(password: string | undefined, again: string | undefined): void {
  if (again === undefined || again === password) return;
  throw refuseField('password_confirmation', 'differs', "doesn't match Password");
}

/** Nobody gives a role that reaches further than their own. */
function mayGive(user: ApiUser, role: Role): void {
  if (role === 'superuser' && user.role !== 'superuser') {
    throw new ServerRefusal('caller_not_permitted');
  }
}

const taken = (): ServerRefusal => refuseField('email', 'taken', 'has already been taken');
