import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { DownloadPage } from './downloadPage.tsx';
import { HomePage } from './homePage.tsx';
import { LockdownPage } from './lockdownPage.tsx';
import { basePath } from '../answerRefusal.ts';
import { publicSay, sendPage } from './sendPage.ts';

const PAGES = {
  '/': HomePage,
  '/download': DownloadPage,
  '/about-lockdown': LockdownPage,
} as const;

/** Pages for anyone, in the language of the browser. */
export function publicRoutes(app: FastifyInstance, deps: Deps): void {
  for (const [path, page] of Object.entries(PAGES)) {
    app.get(path, (request, reply) =>
      sendPage(reply, page({ base: basePath(deps), say: publicSay(request) })),
    );
  }
}
