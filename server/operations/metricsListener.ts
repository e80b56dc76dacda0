import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Deps } from '../deps.ts';
import { readFigures } from '../storage/figures.ts';
import { poolState } from '../storage/pools.ts';

export interface MetricsListener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * `GET /metrics` in Prometheus' text format, on an address of its own: what a service counts is not for
 * everybody who can reach it.
 * @returns `undefined` when the configuration names no address
 */
export async function listenForMetrics(deps: Deps): Promise<MetricsListener | undefined> {
  const where = deps.config.metrics;
  if (where === undefined) return undefined;
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    collect(deps).then(
      (text) => {
        const headers = { 'content-type': deps.metrics.registry.contentType };
        response.writeHead(200, { ...headers, 'cache-control': 'no-store' }).end(text);
      },
      (error: unknown) => {
        deps.log.error({
          event: 'metrics',
          error: error instanceof Error ? error.name : 'unknown',
        });
        response.writeHead(503).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where.port, where.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => end(server) };
}

/** The database's figures are read when they are asked for; counters stand by themselves. */
async function collect({ metrics, database, clock, membership, draining }: Deps): Promise<string> {
  const figures = await readFigures(database, clock.now());
  metrics.sessions.reset();
  for (const { status, count } of figures.sessions) metrics.sessions.set({ status }, count);
  metrics.deliveries.reset();
  for (const { kind, state, count } of figures.deliveries) {
    metrics.deliveries.set({ kind, state }, count);
  }
  metrics.deliveryLag.set(figures.deliveryLag);
  for (const [state, count] of Object.entries(poolState(database) ?? {})) {
    metrics.pool.set({ state }, count as number);
  }
  metrics.holdsJobs.set(membership.holdsJobs() ? 1 : 0);
  metrics.draining.set(draining.isDraining() ? 1 : 0);
  return metrics.registry.metrics();
}

function end(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
