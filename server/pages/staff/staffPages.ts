import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../deps.ts';
import { cohortRoutes } from './cohortRoutes.ts';
import { auditRoutes } from './auditRoutes.ts';
import { machineRoutes } from './machineRoutes.ts';
import { codeRoutes } from './codeRoutes.ts';
import { conclusionRoutes } from './conclusionRoutes.ts';
import { deliveryRoutes } from './deliveryRoutes.ts';
import { eraseRoutes } from './eraseRoutes.ts';
import { deskRoutes } from './desk/deskRoutes.ts';
import { examRoutes } from './examRoutes.ts';
import { grantRoutes } from './grantRoutes.ts';
import { factorRoutes } from './factorRoutes.ts';
import { guardStaff } from './guard.ts';
import { liveRoutes } from './liveRoutes.ts';
import { passwordRoutes } from './passwordRoutes.ts';
import { peopleRoutes } from './peopleRoutes.ts';
import { photoRoutes } from './photoRoutes.ts';
import { signInRoutes } from './signInRoutes.ts';
import { studentsRoutes } from './studentsRoutes.ts';

/** Everything under `/staff`. Only the sign-in stands outside the guard. */
export async function staffPages(app: FastifyInstance, deps: Deps): Promise<void> {
  app.decorateRequest('signedIn', null);
  await app.register(async (open) => signInRoutes(open, deps));
  await app.register(async (guarded) => {
    guardStaff(guarded, deps);
    passwordRoutes(guarded, deps);
    factorRoutes(guarded, deps);
    peopleRoutes(guarded, deps);
    examRoutes(guarded, deps);
    studentsRoutes(guarded, deps);
    auditRoutes(guarded, deps);
    machineRoutes(guarded, deps);
    cohortRoutes(guarded, deps);
    grantRoutes(guarded, deps);
    codeRoutes(guarded, deps);
    conclusionRoutes(guarded, deps);
    deliveryRoutes(guarded, deps);
    deskRoutes(guarded, deps);
    photoRoutes(guarded, deps);
    eraseRoutes(guarded, deps);
    liveRoutes(guarded, deps);
  });
}
