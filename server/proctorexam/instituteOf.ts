import type { Deps } from '../deps.ts';
import { UNCONFIGURED, type InstituteConfig } from '../instituteConfig.ts';
import type { Database } from '../storage/openDatabase.ts';
import { readInstitute, type Institute } from '../storage/institutes.ts';

export interface KnownInstitute {
  readonly institute: Institute;
  readonly config: InstituteConfig;
}

export function configOf({ config }: Pick<Deps, 'config'>, institute: Institute): InstituteConfig {
  return config.institutes.find(({ id }) => id === institute.externalId) ?? UNCONFIGURED;
}

export async function instituteOf(deps: Deps, db: Database, id: number): Promise<KnownInstitute> {
  const institute = await readInstitute(db, id);
  if (institute === undefined) throw new Error('the institute of a user is not there');
  return { institute, config: configOf(deps, institute) };
}
