import type { FastifyInstance, RouteOptions } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route of the server, as it was declared. */
    declaredRoutes: readonly RouteOptions[];
  }
}

/** Writes down every route that is registered from here on, for what is to hold for all of them. */
export function noteRoutes(app: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  app.decorate('declaredRoutes', routes);
  app.addHook('onRoute', (route) => void routes.push(route));
}
