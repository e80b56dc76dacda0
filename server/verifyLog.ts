import { canonicalJson } from '../contract/logChain.ts';
import type { Config } from './config.ts';
import { batchesOf, checkStoredLog, isErased, type LogFinding } from './evidence/checkStoredLog.ts';
import type { Log } from './log.ts';
import { openDatabase } from './storage/openDatabase.ts';
import { readStoredSession, type StoredSession } from './storage/storedLogs.ts';

/** Exit codes of `--verify-log`. */
export const VERIFY_EXIT = { whole: 0, faulty: 3 } as const;

/** A session's id, as the address of its student's page ends. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Verifies what is stored of a session again, from the signatures up, and says it in plain lines. An
 * embedded database is held by its server, which has to be stopped for it.
 * @returns the exit code
 * @throws Error when there is no such session
 */
export async function verifyLog(
  config: Config,
  sessionId: string,
  { log, say }: { log: Log; say: (line: string) => void },
): Promise<number> {
  if (!UUID.test(sessionId))
    throw new Error(`--verify-log: ${sessionId} is no session id, which is a UUID`);
  const database = await openDatabase(config.database, log);
  try {
    const stored = await readStoredSession(database, sessionId.toLowerCase());
    if (stored === undefined) throw new Error(`--verify-log: there is no session ${sessionId}`);
    const { lines, faults } = describe(sessionId.toLowerCase(), stored);
    for (const line of lines) say(line);
    return faults === 0 ? VERIFY_EXIT.whole : VERIFY_EXIT.faulty;
  } finally {
    await database.destroy();
  }
}

/** What a stored session's verification comes to. Pure. */
export function describe(
  sessionId: string,
  stored: StoredSession,
): { readonly lines: readonly string[]; readonly faults: number } {
  const { logs, events } = stored;
  const checked = logs.map((each) => ({
    ...each,
    findings: checkStoredLog(sessionId, each, events).sort((a, b) => a.number - b.number),
  }));
  const beside = besideTheLog(stored);
  const faults = checked.reduce((sum, { findings }) => sum + findings.length, beside.length);
  return {
    lines: [
      ...checked.flatMap(({ log, records, findings }) => [
        `log ${log.key}: records ${records.length}, signed batches ${batchesOf(records).length}`,
        ...findings.map(lineOf),
      ]),
      ...erasedLine(events),
      ...beside,
      ...(logs.length === 0 ? ['no log was ever registered'] : []),
      faults === 0 ? 'all as it was signed' : `not as it was signed: ${faults}`,
    ],
    faults,
  };
}

/** What was removed when its time was over can be compared no more, and whoever verifies must know it. */
function erasedLine(events: ReadonlyMap<string, unknown>): string[] {
  const erased = [...events.values()].filter(isErased).length;
  return erased === 0 ? [] : [`the content of ${erased} events was removed, their hashes stand`];
}

function lineOf({ number, says }: LogFinding): string {
  return `  record ${number}: ${says}`;
}

/** Events that stand in no log, and incidents that are shown otherwise than they were reported. */
function besideTheLog({ logs, events, incidents }: StoredSession): string[] {
  const placeOf = new Map(
    logs.flatMap(({ records }) =>
      records.map(({ number, eventId }) => [eventId?.toLowerCase() ?? '', number] as const),
    ),
  );
  const unlogged = [...events.keys()]
    .filter((id) => !placeOf.has(id))
    .map((id) => `event ${id}: stands in no log`);
  const shown = new Map(incidents.map((row) => [row.id.toLowerCase(), row]));
  const altered = [...events].flatMap(([id, body]) => {
    if (!isIncident(body)) return [];
    const row = shown.get(id);
    const place = `record ${placeOf.get(id) ?? '–'}`;
    if (row === undefined) return [`${place}: its incident is not shown any more`];
    const { kind, severity, evidence } = row;
    const isSame = canonicalJson({ kind, severity, evidence }) === canonicalJson(body.incident);
    return isSame ? [] : [`${place}: its incident is shown otherwise than it was reported`];
  });
  const made = [...shown.keys()]
    .filter((id) => !events.has(id))
    .map((id) => `incident ${id}: the app never reported it`);
  return [...unlogged, ...altered, ...made].map((line) => `  ${line}`);
}

function isIncident(body: unknown): body is { readonly incident: unknown } {
  return (
    typeof body === 'object' &&
    body !== null &&
    'type' in body &&
    body.type === 'incident' &&
    'incident' in body
  );
}
