import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** From an answer out of memory to one that a person gives up on (seconds). */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What this process counts. Labels are routes, codes and states: never an id, a name or an address. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<'method' | 'route' | 'code'>;
  readonly durations: Histogram<'method' | 'route'>;
  readonly sessions: Gauge<'status'>;
  readonly deliveries: Gauge<'kind' | 'state'>;
  readonly deliveryLag: Gauge;
  readonly pool: Gauge<'state'>;
  readonly holdsJobs: Gauge;
  readonly draining: Gauge;
}

/** @param ofProcess memory, processor time and event loop lag too, which belong to the whole process */
export function createMetrics(ofProcess: boolean): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Counter({
      ...{ name: 'invigil_http_requests_total', help: 'Requests answered.', registers },
      labelNames: ['method', 'route', 'code'],
    }),
    durations: new Histogram({
      ...{ name: 'invigil_http_request_duration_seconds', help: 'Time to the end of the answer.' },
      ...{ registers, buckets: DURATIONS },
      labelNames: ['method', 'route'],
    }),
    sessions: new Gauge({
      ...{ name: 'invigil_sessions', help: 'Sessions by status, all processes.', registers },
      labelNames: ['status'],
    }),
    deliveries: new Gauge({
      ...{
        name: 'invigil_deliveries',
        help: 'Callbacks and mails by state, all processes.',
        registers,
      },
      labelNames: ['kind', 'state'],
    }),
    deliveryLag: new Gauge({
      name: 'invigil_delivery_lag_seconds',
      help: 'Since when the oldest delivery that is due has been due.',
      registers,
    }),
    pool: new Gauge({
      ...{ name: 'invigil_database_connections', help: 'Connections of this process.', registers },
      labelNames: ['state'],
    }),
    holdsJobs: new Gauge({
      name: 'invigil_holds_jobs',
      help: 'Whether this process does the timed jobs; one of all should.',
      registers,
    }),
    draining: new Gauge({
      name: 'invigil_draining',
      help: 'Whether this process is about to end.',
      registers,
    }),
  };
}
