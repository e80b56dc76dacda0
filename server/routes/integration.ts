import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { registerBooking } from '../integration/bookingRoute.ts';
import { registerExams } from '../integration/examsRoute.ts';
import { registerFinish } from '../integration/finishRoute.ts';
import type { Integrations } from '../integration/integrations.ts';
import { acceptMultipart } from '../integration/multipartForm.ts';
import { registerStart } from '../integration/startRoute.ts';
import { registerStatus } from '../integration/statusRoute.ts';
import { registerTicketRenewal } from '../integration/ticketRoute.ts';

/** What an LMS calls, and what its pages may call where their origin is allowed. */
export async function registerIntegration(
  app: FastifyInstance,
  deps: Deps,
  known: Integrations,
): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(cors, {
      delegator: (request, give) => {
        const name = /\/integration\/simple\/([^/?]+)/.exec(request.url)?.[1];
        const allowed = known.get(decodeName(name))?.allowedOrigins ?? [];
        give(null, {
          origin: [...allowed],
          methods: ['GET', 'POST'],
          allowedHeaders: ['authorization', 'content-type'],
          // A request of another site never comes with a candidate's or a staff member's cookies.
          credentials: false,
        });
      },
    });
    // The document says `form-data` of the start alone (Constructor, starting a proctored test).
    await scope.register((start, _options, done) => {
      acceptMultipart(start);
      registerStart(start, deps, known);
      done();
    });
    registerTicketRenewal(scope, deps, known);
    registerBooking(scope, deps, known);
    registerStatus(scope, deps, known);
    registerFinish(scope, deps, known);
    registerExams(scope, deps, known);
  });
}

function decodeName(name: string | undefined): string {
  return name !== undefined && /^[\w.-]+$/.test(name) ? name : '';
}
