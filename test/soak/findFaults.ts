import { canMove, type Status } from '../../contract/status.ts';
import type { Held } from './held.ts';
import type { SessionLedger } from './ledger.ts';

/** One session's part of what a database holds. */
interface Part {
  readonly status: Status | undefined;
  readonly events: readonly string[];
  readonly incidents: readonly string[];
  readonly photos: ReadonlyMap<string, string>;
  readonly moves: readonly Status[];
  readonly presence: readonly { since: number; until: number }[];
}

/**
 * Every promise that was not kept, in words. Nothing acknowledged is lost, nothing is there twice or
 * was never sent, and no status went backwards.
 * @param atRest whether all candidates are done, so that what was sent has arrived as well
 */
export function findFaults(
  ledgers: readonly SessionLedger[],
  held: Held,
  atRest: boolean,
): string[] {
  const parts = splitUp(held);
  return ledgers.flatMap((ledger) => {
    const part = parts.get(ledger.externalId) ?? EMPTY;
    return [...missing(ledger, part, atRest), ...surplus(ledger, part), ...order(ledger, part)].map(
      (fault) => `${ledger.externalId}: ${fault}`,
    );
  });
}

const EMPTY: Part = {
  status: undefined,
  events: [],
  incidents: [],
  photos: new Map(),
  moves: [],
  presence: [],
};

function missing(ledger: SessionLedger, part: Part, atRest: boolean): string[] {
  const events = new Set(part.events);
  const incidents = new Set(part.incidents);
  const owed = [...(atRest ? ledger.sent : ledger.acknowledged)].filter(
    (id) => !ledger.uncertain.has(id),
  );
  return [
    ...owed.filter((id) => !events.has(id)).map((id) => `event ${id} is lost`),
    ...[...ledger.incidents]
      .filter((id) => !incidents.has(id))
      .map((id) => `incident ${id} is lost`),
    ...[...ledger.photos]
      .filter(([id, sha256]) => part.photos.get(id) !== sha256)
      .map(([id]) => `photo ${id} is lost or changed`),
    ...ledger.heartbeats
      .filter((at) => !part.presence.some(({ since, until }) => since <= at && at <= until))
      .map((at) => `the heartbeat of ${new Date(at).toISOString()} is lost`),
    ...(ledger.finished && part.status !== 'exam_finished'
      ? [`it was finished and is ${String(part.status)}`]
      : []),
  ];
}

function surplus(ledger: SessionLedger, part: Part): string[] {
  return [
    ...twice(part.events).map((id) => `event ${id} is there twice`),
    ...twice(part.incidents).map((id) => `incident ${id} is there twice`),
    ...part.events.filter((id) => !ledger.sent.has(id)).map((id) => `event ${id} was never sent`),
  ];
}

function order({ seen }: SessionLedger, part: Part): string[] {
  const moves = part.moves.flatMap((status, at) => {
    const before = part.moves[at - 1];
    return before === undefined || canMove(before, status) ? [] : [`it went ${before} → ${status}`];
  });
  const last = part.moves.at(-1);
  const stands =
    last === part.status ? [] : [`it is ${String(part.status)} after a move to ${String(last)}`];
  const bySaying = [...seen].sort((one, other) => one.at - other.at);
  const sayings = bySaying.flatMap((say, at) => {
    const before = bySaying[at - 1];
    // Two answers of the same millisecond have no order that could be told.
    if (before === undefined || before.at === say.at || before.status === say.status) return [];
    return canMove(before.status, say.status) ? [] : [`told ${before.status}, then ${say.status}`];
  });
  const starts = new Set(seen.flatMap(({ startedAt }) => startedAt ?? []));
  return [...moves, ...stands, ...sayings, ...(starts.size > 1 ? ['its start has moved'] : [])];
}

function twice(ids: readonly string[]): string[] {
  const known = new Set<string>();
  return ids.filter((id) => known.size === known.add(id).size);
}

function splitUp(held: Held): Map<string, Part> {
  const events = bySession(held.events);
  const incidents = bySession(held.incidents);
  const photos = bySession(held.photos);
  const transitions = bySession(held.transitions);
  const presence = bySession(held.presence);
  return new Map(
    held.sessions.map(({ session, status }) => [
      session,
      {
        status,
        events: (events.get(session) ?? []).map(({ id }) => id),
        incidents: (incidents.get(session) ?? []).map(({ id }) => id),
        photos: new Map((photos.get(session) ?? []).map(({ id, sha256 }) => [id, sha256])),
        moves: (transitions.get(session) ?? [])
          .filter(({ moved }) => moved)
          .map(({ status: to }) => to),
        presence: presence.get(session) ?? [],
      },
    ]),
  );
}

function bySession<Row extends { session: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.session);
    if (group === undefined) groups.set(row.session, [row]);
    else group.push(row);
  }
  return groups;
}
