import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { assetRoutes } from './assetRoutes.ts';
import { publicRoutes } from './publicRoutes.ts';
import { ensureFirstAdministrator } from './staff/firstAdministrator.ts';
import { staffPages } from './staff/staffPages.ts';

/**
 * The pages for people: the server's front page, what is said about the app, and the staff pages.
 * The app brings cookies, forms and the rate limit; the first administrator is made here.
 */
export async function registerPages(app: FastifyInstance, deps: Deps): Promise<void> {
  await ensureFirstAdministrator(deps);
  await app.register(async (pages) => {
    await assetRoutes(pages);
    publicRoutes(pages, deps);
    await pages.register(async (staff) => staffPages(staff, deps));
  });
}
