import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../main/system/log.ts';
import { startOfLog } from '../../main/system/outbox/link.ts';
import { openOutbox } from '../../main/system/outbox/outbox.ts';
import { photoFiles } from '../../main/system/outbox/photoFiles.ts';
import { sealer } from '../../main/system/sealing.ts';
import { idOf } from './idOf.ts';
import { live } from './life.ts';
import { pictureOf } from './pictureOf.ts';
import { placeOf, Places, SOAK_LOG, SOAK_SESSION } from './placeOf.ts';
import type { Random } from './random.ts';

export interface OutboxSoak {
  readonly kills: number;
  readonly recorded: number;
  readonly forgotten: number;
  /** Places in the event log that a server or the disk has seen, each one event only. */
  readonly places: number;
  /** Segments on disk at the end, when little was waiting. */
  readonly faults: readonly string[];
}

interface Terms {
  /** An empty folder. */
  readonly folder: string;
  /** The built `outboxLife`. */
  readonly program: string;
  readonly random: Random;
  /** Ends after this many kills or at this moment (epoch milliseconds), whichever comes first. */
  readonly kills: number;
  readonly until: number;
}

/** Longest that a life lasts once it has begun (milliseconds). */
const LONGEST = 400;

/** What the lives so far have said. */
interface Said {
  /** In the order of recording. */
  readonly attempted: string[];
  readonly recorded: Set<string>;
  readonly taken: Set<string>;
  readonly forgotten: Set<string>;
  /** What is wrong with the places in the event log that a server has seen. */
  readonly places: Places;
  readonly faults: string[];
}

/** Kills an app that records and is acknowledged, and looks each time at what its disk still knows. */
export async function soakOutbox({
  folder,
  program,
  random,
  kills,
  until,
}: Terms): Promise<OutboxSoak> {
  const key = randomBytes(32);
  const said: Said = {
    attempted: [],
    recorded: new Set(),
    taken: new Set(),
    forgotten: new Set(),
    places: new Places(),
    faults: [],
  };
  const { faults } = said;
  let killed = 0;
  while (killed < kills && Date.now() < until) {
    const seed = String(random.between(0, 2 ** 31));
    const life = live(program, [folder, key.toString('hex'), seed], (word, ids) =>
      hear(said, word, ids),
    );
    await life.ready;
    await wait(random.between(0, LONGEST));
    life.kill();
    const { code, complaints } = await life.ended;
    if (code !== null) faults.push(`an app ended by itself with ${code}: ${complaints.join(' ')}`);
    killed += 1;
    faults.push(
      ...(await compareDisk(folder, key, said)).map((fault) => `kill ${killed}: ${fault}`),
    );
  }
  const { recorded, forgotten, places } = said;
  return {
    kills: killed,
    recorded: recorded.size,
    forgotten: forgotten.size,
    places: places.count,
    faults,
  };
}

function hear(said: Said, word: string, ids: readonly string[]): void {
  for (const id of ids) {
    if (word === 'attempt') said.attempted.push(id);
    else if (word === 'recorded') said.recorded.add(id);
    else if (word === 'taken') said.taken.add(id);
    else if (word === 'forgotten') said.forgotten.add(id);
    else if (word === 'seen') said.faults.push(...said.places.note(id));
  }
}

/** @returns promises that the disk does not keep */
async function compareDisk(folder: string, key: Buffer, said: Said): Promise<string[]> {
  const faults: string[] = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (message) => faults.push(message),
  };
  const seal = sealer(key);
  const start = startOfLog(SOAK_SESSION, SOAK_LOG);
  const outbox = await openOutbox({ folder, sealer: seal, log, start });
  const items = outbox.pending().map(({ item }) => item);
  await outbox.close();
  const pending = new Set(items.map(idOf));
  for (const id of said.recorded)
    if (!pending.has(id) && !said.taken.has(id)) faults.push(`${id} was recorded and is lost`);
  for (const id of pending) {
    if (said.forgotten.has(id)) faults.push(`${id} was acknowledged for good and is back`);
  }
  if (pending.size !== items.length) faults.push('something waits twice');
  const places = new Map(said.attempted.map((id, at) => [id, at]));
  const order = items.map((item) => places.get(idOf(item)) ?? -1);
  if (order.includes(-1)) faults.push('something waits that was never recorded');
  if (order.some((place, at) => place < (order[at - 1] ?? -1)))
    faults.push('the order has changed');
  faults.push(...items.flatMap(placeOf).flatMap((place) => said.places.note(place)));
  const missing = said.places.missing();
  if (missing.length > 0) faults.push(`records ${missing.join(', ')} of the log are lost`);
  const photos = photoFiles(path.join(folder, 'photos'), seal);
  for (const item of items) {
    if (item.type !== 'photo') continue;
    const { id } = item.photo;
    if ((await photos.read(id))?.equals(pictureOf(id)) !== true)
      faults.push(`photo ${id} is spoiled`);
  }
  // The photos' folder, the segment at work, the one before it, and one more that a kill left between
  // making the next and removing what was settled.
  if (items.length === 0 && (await readdir(folder)).length > 4)
    faults.push('settled segments remain');
  return faults;
}
