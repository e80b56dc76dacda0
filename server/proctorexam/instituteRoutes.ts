import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import type { ApiUser } from '../storage/apiUsers.ts';
import {
  keepInstitute,
  readInstitute,
  updateInstitute,
  type Institute,
} from '../storage/institutes.ts';
import { filledText, numericId } from './fieldKinds.ts';
import { InstituteSettings } from './instituteSettings.ts';
import { pageWanted, tellPage } from './paginate.ts';
import { permit } from './permit.ts';
import { readFields } from './readFields.ts';
import type { AddRoute } from './routes.ts';
import type { Params } from './signature.ts';

const Id = z.object({ id: numericId });
const Named = z.object({ name: filledText(255) });

/** `/institutes`: a user sees the own one and no other. */
export function registerInstitutes(add: AddRoute, deps: Deps): void {
  add('GET', '/institutes', async ({ user, params }, reply) => {
    const page = pageWanted(params);
    tellPage(reply, page, 1);
    const own = await ownInstitute(deps, user, { id: user.instituteId });
    return { institutes: page.offset === 0 ? [instituteWire(own)] : [] };
  });
  add('GET', '/institutes/:id', async ({ user, params }) => {
    return { institute: instituteWire(await ownInstitute(deps, user, params)) };
  });
  add('POST', '/institutes', async ({ user, params }, reply) => {
    if (user.role !== 'superuser') throw new ServerRefusal('caller_not_permitted');
    const { name } = readFields(Named, params);
    const at = deps.clock.now();
    const settings = readFields(InstituteSettings, params);
    const id = await keepInstitute(deps.database, { name, at });
    await updateInstitute(deps.database, { id, name, settings, at });
    void reply.code(201);
    const made = await readInstitute(deps.database, id);
    if (made === undefined) throw new Error('an institute that was just made is not there');
    return { institute: instituteWire(made) };
  });
  add(['PATCH', 'PUT'], '/institutes/:id', async ({ user, params }) => {
    permit(user, 'administers');
    const own = await ownInstitute(deps, user, params);
    const { name } = readFields(Named, { name: own.name, ...params });
    const settings = readFields(InstituteSettings, { ...own.settings, ...params });
    const at = deps.clock.now();
    await updateInstitute(deps.database, { id: own.id, name, settings, at });
    return { institute: instituteWire(await ownInstitute(deps, user, params)) };
  });
}

/** @throws ServerRefusal for every institute but the user's own: nobody learns which there are */
export async function ownInstitute(deps: Deps, user: ApiUser, params: Params): Promise<Institute> {
  const { id } = readFields(Id, params);
  const institute = id === user.instituteId ? await readInstitute(deps.database, id) : undefined;
  if (institute === undefined) throw new ServerRefusal('not_found');
  return institute;
}

function instituteWire({ id, name, externalId, settings, createdAt, updatedAt }: Institute) {
  return {
    id,
    name,
    short_name: externalId,
    ...settings,
    // Text in ProctorExam's sample.
    session_retention_period: settings.session_retention_period?.toString() ?? null,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}
