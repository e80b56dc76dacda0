import cookie from '@fastify/cookie';
import fastify from 'fastify';
import { staffPages } from '../../../server/pages/staff/staffPages.ts';
import type { Deps } from '../../../server/deps.ts';
import type { Deed } from '../../../server/people/deeds.ts';

export interface StaffRoute {
  readonly method: string;
  readonly url: string;
  readonly deed: Deed | undefined;
}

/** They are met before anyone is signed in. */
const OPEN = /^\/staff\/sign-in(\/|$)/;

/** Every address behind the sign-in, as the server registers them. */
export async function guardedRoutes(deps: Deps): Promise<StaffRoute[]> {
  const routes: StaffRoute[] = [];
  const app = fastify({ exposeHeadRoutes: false });
  await app.register(cookie);
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) routes.push({ method: one, url, deed: config?.deed });
  });
  await staffPages(app, deps);
  await app.ready();
  await app.close();
  return routes.filter(({ url }) => !OPEN.test(url));
}
