import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Grant } from '../../contract/grant.ts';
import {
  CLIENT_API,
  EventsAnswer,
  HeartbeatAnswer,
  PhotoAnswer,
  type SessionState,
} from '../../contract/http.ts';
import type { Status } from '../../contract/status.ts';
import {
  appWith,
  bearer,
  event,
  keyOf,
  redeem,
  ticketOf,
  type App,
} from '../server/support/app.ts';
import { answerOf, start, type Answer, type Lms } from '../server/support/lms.ts';
import { JPEG } from '../server/support/pictures.ts';
import { noteState, type Book, type SessionLedger } from './ledger.ts';
import type { Random } from './random.ts';

type Event = ReturnType<typeof event>;

/** How long a candidate waits between two deeds, and after a call that found no server (ms). */
export interface Pace {
  readonly deed: readonly [least: number, most: number];
  readonly retry: readonly [least: number, most: number];
}

/** Whose exam it is and how everything about it is remembered. */
export interface Sitting {
  readonly lms: Lms;
  readonly random: Random;
  readonly book: Book;
  readonly pace: Pace;
  /** Parameters of the start. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly ledger: SessionLedger;
}

/** Every status, with some going to and fro in setup. */
export function wayOf(random: Random): Status[] {
  const back = Array.from({ length: random.between(0, 3) }, () => [
    'exam_not_started' as const,
    'in_setup' as const,
  ]);
  return ['after_check_req', 'in_setup', ...back.flat(), 'exam_started', 'exam_finished'];
}

/**
 * Calls again and again until the server answers: it may be dead at any moment, and comes back.
 * What it answers may still be a refusal.
 */
export async function insist(
  { random, book, pace }: Pick<Sitting, 'random' | 'book' | 'pace'>,
  call: () => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    try {
      const answer = await call();
      if (answer.status !== 429) return answer;
    } catch (error) {
      // What fetch throws when nobody is there, or the answer broke off.
      if (!(error instanceof TypeError)) throw error;
      book.counts['calls that found no server'] += 1;
    }
    await wait(random.between(...pace.retry));
  }
}

/** From the LMS's start to a grant; the same redemption is sent until it is answered. */
export async function enter(sitting: Sitting): Promise<App> {
  const { lms, random, given } = sitting;
  const started = await insist(sitting, () => start(lms, given));
  if (started.status !== 200) throw new Error(`start: ${JSON.stringify(started.body)}`);
  const id = random.uuid();
  const ticket = ticketOf(started.body['deepLink']);
  const redeemed = await insist(sitting, () => redeem(lms, ticket, id));
  if (redeemed.status !== 200) throw new Error(`redeem: ${JSON.stringify(redeemed.body)}`);
  return appWith(lms, Grant.parse(redeemed.body), keyOf(id));
}

/** Takes one exam from start to finish, whatever happens to the server meanwhile. */
export async function takeExam(sitting: Sitting): Promise<void> {
  const { lms, random, book, pace, ledger } = sitting;
  const way = wayOf(random);
  const waiting: Event[] = [];
  let app = await enter(sitting);
  while (way.length > 0 || waiting.length > 0) {
    const deed = random.next();
    // With the finish on its way nothing else is left to do: a closed session is not entered again.
    if (deed < 0.6 || way.length === 0) {
      waiting.push(...newEvents(lms, random, way));
      await deliver(sitting, app, waiting);
    } else if (deed < 0.85) await beat(sitting, app);
    else if (deed < 0.9) await sendPhoto(sitting, app);
    else if (deed < 0.94) app = await enter(sitting);
    await wait(random.between(...pace.deed));
  }
  ledger.finished = true;
  book.counts['events sent'] += ledger.sent.size;
}

function newEvents(lms: Lms, random: Random, way: Status[]): Event[] {
  return Array.from({ length: random.between(1, 4) }, () => {
    const id = random.uuid();
    const status = random.chance(0.3) ? way.shift() : undefined;
    if (status !== undefined) return event(lms, { id, type: 'status', status });
    if (random.chance(0.2))
      return event(lms, { id, type: 'presence', since: new Date(lms.now() - 1000).toISOString() });
    const kind = random.pick(['focus_lost', 'focus_regained', 'window_blocked']);
    return event(lms, { id, type: 'incident', incident: { kind, severity: 'notice' } });
  });
}

/** Sends what waits, now and then twice at once, and forgets what was taken. */
async function deliver(sitting: Sitting, app: App, waiting: Event[]): Promise<void> {
  const { random, book, ledger } = sitting;
  if (waiting.length === 0) return;
  const batch = [...waiting];
  for (const { id } of batch) {
    if (ledger.sent.has(id)) book.counts['events sent again'] += 1;
    ledger.sent.add(id);
  }
  const copies = random.chance(0.15) ? 2 : 1;
  book.counts['events sent again'] += (copies - 1) * batch.length;
  // Sealed once: what is sent again has the place in the log that it had.
  const sealed = app.log.seal(...batch);
  const answers = await Promise.all(
    Array.from({ length: copies }, () => insist(sitting, () => app.deliver(sealed))),
  );
  for (const answer of answers) {
    const body = expectOk(sitting, 'events', answer) && EventsAnswer.parse(answer.body);
    if (body === false) continue;
    noteState(ledger, body.state);
    for (const { id, error } of body.refused) book.faults.push(`event ${id} was refused: ${error}`);
    for (const id of body.accepted) acknowledge(sitting, batch, id);
  }
  const left = batch.filter(({ id }) => !ledger.acknowledged.has(id));
  waiting.splice(0, waiting.length, ...left);
}

function acknowledge({ book, ledger }: Sitting, batch: readonly Event[], id: string): void {
  if (ledger.acknowledged.has(id)) return;
  ledger.acknowledged.add(id);
  book.counts['events acknowledged'] += 1;
  if (batch.find((each) => each.id === id)?.['type'] === 'incident') ledger.incidents.add(id);
}

async function beat(sitting: Sitting, app: App): Promise<void> {
  const { lms, book, ledger } = sitting;
  const at = lms.now();
  const stage = ledger.seen.at(-1)?.status === 'exam_started' ? 'exam' : 'setup';
  const answer = await insist(sitting, () => app.beat({ at: new Date(at).toISOString(), stage }));
  if (!expectOk(sitting, 'heartbeat', answer)) return;
  noteState(ledger, stateOf(answer));
  ledger.heartbeats.push(at);
  book.counts['heartbeats acknowledged'] += 1;
}

const stateOf = (answer: Answer): SessionState => HeartbeatAnswer.parse(answer.body).state;

async function sendPhoto(sitting: Sitting, app: App): Promise<void> {
  const { lms, random, book, ledger } = sitting;
  const id = random.uuid();
  const query = new URLSearchParams({ kind: 'face', at: new Date(lms.now()).toISOString() });
  const url = `${lms.url}/${CLIENT_API.photo(id)}?${query.toString()}`;
  const headers = { 'content-type': 'image/jpeg', ...bearer(app.token) };
  const answer = await insist(sitting, async () =>
    answerOf(await fetch(url, { method: 'POST', headers, body: new Uint8Array(JPEG) })),
  );
  if (!expectOk(sitting, 'photo', answer)) return;
  ledger.photos.set(PhotoAnswer.parse(answer.body).id, SHA256);
  book.counts['photos acknowledged'] += 1;
}

const SHA256 = createHash('sha256').update(JPEG).digest('hex');

function expectOk({ book, ledger }: Sitting, call: string, answer: Answer): boolean {
  if (answer.status === 200) return true;
  const { externalId } = ledger;
  book.faults.push(
    `${externalId}: ${call} answered ${answer.status} ${String(answer.body['error'])}`,
  );
  return false;
}
