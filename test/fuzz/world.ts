import { join, type Member } from '../server/proctorexam/institute.ts';
import { openApp, type App } from '../server/support/app.ts';
import { endAfter, type Sealed } from '../server/support/eventLog.ts';
import { parameters } from '../server/support/lms.ts';
import type { TestServer } from '../server/support/server.ts';
import { listRoutes, type Route } from './routes.ts';

/** What inputs are made from: a real server and apps that it knows. */
export interface World {
  readonly server: TestServer;
  readonly routes: readonly Route[];
  /** Somebody whose calls of ProctorExam's API are signed. */
  readonly member: Member;
  /** Another app each time: the server limits what one may ask in a minute. */
  nextApp(): KnownApp;
}

/** An app whose log goes on only with what the server took. */
export interface KnownApp {
  readonly app: App;
  readonly seal: (events: readonly object[]) => Sealed;
  readonly taken: (events: readonly object[]) => void;
}

export async function makeWorld(server: TestServer, apps: number): Promise<World> {
  const known: KnownApp[] = [];
  for (let count = 0; count < apps; count += 1) {
    const app = await openApp(server, parameters(server));
    let end = app.log.end();
    known.push({
      app,
      seal: (events) => app.log.forge(end, events),
      taken: (events) => {
        end = endAfter(end, events);
      },
    });
  }
  let next = 0;
  return {
    server,
    routes: await listRoutes(server.deps),
    member: await join(server),
    nextApp() {
      const app = known[next % known.length];
      next += 1;
      if (app === undefined) throw new Error('a world needs an app');
      return app;
    },
  };
}
