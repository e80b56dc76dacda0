import { request } from 'undici';
import fc from 'fast-check';
import type { Shot } from './shot.ts';
import { API_SHOTS } from './shots/api.ts';
import { CLIENT_SHOTS } from './shots/client.ts';
import { EVENT_SHOTS } from './shots/events.ts';
import { INTEGRATION_SHOTS } from './shots/integration.ts';
import type { World } from './world.ts';

/** What came of the inputs of one kind. */
export interface Outcome {
  readonly kind: string;
  count: number;
  accepted: number;
  refused: number;
  /** Turned away because one asked too often: nothing was learnt of these. */
  tooMany: number;
}

export interface Findings {
  readonly outcomes: readonly Outcome[];
  /** Everything that is wrong, with what it takes to see it again. */
  readonly faults: readonly string[];
}

const SHOTS = { ...INTEGRATION_SHOTS, ...CLIENT_SHOTS, ...EVENT_SHOTS, ...API_SHOTS };

/** So many at once. */
const AT_ONCE = 8;
/** After so many it is said how far it is. */
const TOLD = 10_000;

/**
 * Fires so many inputs, all kinds by turns.
 * @param seed of fast-check: the same seed makes the same inputs from the same world
 */
export async function fireAll(
  world: World,
  { count, seed, say }: { count: number; seed: number; say: (line: string) => void },
): Promise<Findings> {
  const kinds = Object.entries(SHOTS);
  const outcomes = kinds.map(([kind]) => ({
    ...{ kind, count: 0, accepted: 0, refused: 0, tooMany: 0 },
  }));
  const faults: string[] = [];
  let fired = 0;
  const work = async (): Promise<void> => {
    for (let number = fired++; number < count; number = fired++) {
      if (number > 0 && number % TOLD === 0) say(`${number} of ${count}, ${faults.length} faults`);
      const place = number % kinds.length;
      const [kind, make] = kinds[place] ?? [];
      const outcome = outcomes[place];
      if (kind === undefined || make === undefined || outcome === undefined) continue;
      const [shot] = fc.sample(make(world), { numRuns: 1, seed: seed + number });
      if (shot === undefined) continue;
      const fault = await fire(world, shot, outcome);
      if (fault !== undefined) faults.push(`${kind}, input ${number}: ${fault} ${describe(shot)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { outcomes, faults };
}

async function fire({ server }: World, shot: Shot, outcome: Outcome): Promise<string | undefined> {
  const { method, path, headers, body, judge } = shot;
  outcome.count += 1;
  const answer = await request(`${server.url}${path}`, {
    method: method,
    headers,
    // An event stream never ends by itself.
    signal: AbortSignal.timeout(20_000),
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });
  const isStream = String(answer.headers['content-type']).startsWith('text/event-stream');
  if (isStream) answer.body.destroy();
  const text = isStream ? '' : await answer.body.text();
  const status = answer.statusCode;
  if (status === 429) outcome.tooMany += 1;
  else if (status < 400) outcome.accepted += 1;
  else outcome.refused += 1;
  if (status >= 500) return `was answered with ${status} ${text.slice(0, 200)}`;
  return judge({ status, body: jsonOf(text) });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A page, or nothing.
    return undefined;
  }
}

function describe({ method, path, headers, body }: Shot): string {
  const sent = body === undefined ? '' : Buffer.from(body).toString().slice(0, 2_000);
  return `${method} ${path} ${JSON.stringify(headers)} ${sent}`;
}
