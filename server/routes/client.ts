import type { FastifyInstance } from 'fastify';
import { registerEvents } from '../client/eventsRoute.ts';
import { registerHeartbeat } from '../client/heartbeatRoute.ts';
import { registerLive } from '../client/liveRoute.ts';
import { registerPhoto } from '../client/photoRoute.ts';
import { registerRedeem } from '../client/redeemRoute.ts';
import { registerSession } from '../client/sessionRoute.ts';
import { registerStream } from '../client/streamRoute.ts';
import type { Deps } from '../deps.ts';

/** What the app calls: see `contract/http.ts`. */
export function registerClient(app: FastifyInstance, deps: Deps): void {
  registerRedeem(app, deps);
  registerSession(app, deps);
  registerEvents(app, deps);
  registerHeartbeat(app, deps);
  registerLive(app, deps);
  registerPhoto(app, deps);
  registerStream(app, deps);
}
