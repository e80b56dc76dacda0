import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import { answerErrors } from './answerErrors.ts';
import { ensureInstitutes } from './ensureInstitutes.ts';
import { registerDocuments } from './documentRoutes.ts';
import { registerExamPage } from './examPageRoutes.ts';
import { registerExams } from './examRoutes.ts';
import { registerInstitutes } from './instituteRoutes.ts';
import { registerLinks } from './linkRoutes.ts';
import { registerMails } from './mailRoutes.ts';
import { readGetBodies } from './readParams.ts';
import { routesOf } from './routes.ts';
import { registerSignIn } from './signInRoute.ts';
import { registerStudents } from './studentRoutes.ts';
import { registerUsers } from './userRoutes.ts';

/** What clients of ProctorExam's API v3 call: see `docs/proctorexam-api.md`. */
export async function registerProctorexam(app: FastifyInstance, deps: Deps): Promise<void> {
  await ensureInstitutes(deps);
  registerLinks(app, deps);
  registerExamPage(app, deps);
  await app.register(async (scope) => {
    answerErrors(scope, deps);
    registerSignIn(scope, deps);
    await scope.register(
      async (api) => {
        answerErrors(api, deps);
        readGetBodies(api);
        api.setNotFoundHandler(() => {
          throw new ServerRefusal('not_found');
        });
        const add = routesOf(api, deps);
        registerInstitutes(add, deps);
        registerUsers(add, deps);
        registerExams(add, deps);
        registerStudents(add, deps);
        registerMails(add, deps);
        registerDocuments(add, deps);
      },
      { prefix: '/api/v3' },
    );
  });
}
