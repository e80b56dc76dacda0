import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { ClientEvent } from '../../../contract/http.ts';
import type { Incident } from '../../../contract/incident.ts';

/** What stands in place of the server's own answer, as a hotel's page does. */
export interface Instead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Stands between the app and the server, and reads the incidents that pass. */
export interface IncidentsProxy {
  readonly url: string;
  /** In the order in which they passed. */
  readonly incidents: readonly Incident[];
  /** When one of this kind last passed, milliseconds since the epoch; -Infinity: never. */
  lastOf(kind: Incident['kind']): number;
  /** From now on every answer is this; undefined lets the server answer again. */
  answerInstead(answer: Instead | undefined): void;
  close(): Promise<void>;
}

const Events = z.object({ events: z.array(z.unknown()) });

/** @param target origin of the server; may be set later, before the first request */
export async function startIncidentsProxy(target: () => string): Promise<IncidentsProxy> {
  const incidents: Incident[] = [];
  const passed = new Map<Incident['kind'], number>();
  const seen = new Set<string>();
  let instead: Instead | undefined;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      if (instead !== undefined) {
        response.writeHead(instead.status, instead.headers).end(instead.body);
        return;
      }
      if (request.url?.endsWith('/events') === true) {
        for (const event of incidentsIn(body)) {
          if (seen.has(event.id)) continue;
          seen.add(event.id);
          incidents.push(event.incident);
          passed.set(event.incident.kind, Date.now());
        }
      }
      const { method = 'GET', headers, url = '/' } = request;
      const upstream = forward(new URL(url, target()), { method, headers });
      upstream.on('response', (answer: IncomingMessage) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      upstream.on('error', () => response.destroy());
      upstream.end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    incidents,
    lastOf: (kind) => passed.get(kind) ?? -Infinity,
    answerInstead(answer) {
      instead = answer;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

type IncidentEvent = Extract<ClientEvent, { type: 'incident' }>;

function incidentsIn(body: Buffer): IncidentEvent[] {
  return Events.parse(JSON.parse(body.toString('utf8'))).events.flatMap((raw) => {
    const event = ClientEvent.parse(raw);
    return event.type === 'incident' ? [event] : [];
  });
}
