import type { ClientEvent, SessionState } from '../../contract/http.ts';
import type { BatchLog, LogEnd } from '../../contract/logChain.ts';
import type { Reason } from '../../contract/reasons.ts';
import { ServerError } from '../../main/system/serverAnswer.ts';
import type { ServerClient } from '../../main/system/serverClient.ts';
import { grant } from '../fixtures/grant.ts';

export const STATE: SessionState = {
  status: 'exam_started',
  serverTime: '2026-06-20T06:00:00.000Z',
  accommodations: { extraMinutes: 0, waivedSteps: [], breakMinutes: 0 },
};

export interface FakeServer extends ServerClient {
  /** What arrived, in order: an event's id, `heartbeat`, or a photo's id. */
  readonly heard: string[];
  readonly events: ClientEvent[];
  /** The place in the log of each batch that arrived. */
  readonly logs: BatchLog[];
  /** With the next failure: where its log ends. */
  held: LogEnd | undefined;
  /** Fails the next calls with these, one each; undefined lets one through. */
  readonly failures: (Reason | undefined)[];
  /** Ids of events that it will not have. */
  readonly unwanted: Set<string>;
  state: SessionState;
  grant: ReturnType<typeof grant>;
}

const PASSING: ReadonlySet<Reason> = new Set<Reason>(['server_unreachable', 'server_fault']);

/** A server that answers at once, or as the test bids it fail. */
export function fakeServer(): FakeServer {
  const server: FakeServer = {
    heard: [],
    events: [],
    logs: [],
    held: undefined,
    failures: [],
    unwanted: new Set(),
    state: STATE,
    grant: grant(),
    redeem: () => reply(() => server.grant),
    session: () => reply(() => server.grant),
    sendEvents: (_access, { log, events }) =>
      reply(() => {
        server.logs.push(log);
        server.heard.push(...events.map(({ id }) => id));
        server.events.push(...events);
        const refused = events.filter(({ id }) => server.unwanted.has(id));
        return {
          accepted: events.filter(({ id }) => !server.unwanted.has(id)).map(({ id }) => id),
          refused: refused.map(({ id }) => ({ id, error: 'body_invalid' as const, faults: [] })),
          state: server.state,
        };
      }),
    sendHeartbeat: () =>
      reply(() => {
        server.heard.push('heartbeat');
        return { state: server.state };
      }),
    sendPhoto: (_access, { id }, jpeg) =>
      reply(() => {
        server.heard.push(id);
        return { id, bytes: jpeg.length };
      }),
  };
  const reply = async <T>(value: () => T) => {
    await Promise.resolve();
    const reason = server.failures.shift();
    if (reason !== undefined) {
      throw new ServerError(reason, reason, { passing: PASSING.has(reason), held: server.held });
    }
    return { value: value(), asked: 0, answered: 0 };
  };
  return server;
}
