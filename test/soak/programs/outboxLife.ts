/**
 * One life of an app that records and gets acknowledged as fast as it can, until it is killed.
 * Usage: `outboxLife FOLDER KEY SEED`; tells `attempt`, `recorded`, `taken` (by the server) and
 * `forgotten` (durably) with the ids, and `seen` with the places in the event log of what was taken.
 */
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startOfLog } from '../../../main/system/outbox/link.ts';
import { openOutbox, type Pending } from '../../../main/system/outbox/outbox.ts';
import { photoFiles } from '../../../main/system/outbox/photoFiles.ts';
import type { Item } from '../../../main/system/outbox/record.ts';
import { sealer } from '../../../main/system/sealing.ts';
import { idOf } from '../idOf.ts';
import { pictureOf } from '../pictureOf.ts';
import { placeOf, SOAK_LOG, SOAK_SESSION } from '../placeOf.ts';
import { seeded } from '../random.ts';
import { log, report } from './report.ts';

const [, , folder = '', key = '', seed = '0'] = process.argv;
const start = startOfLog(SOAK_SESSION, SOAK_LOG);
const random = seeded(Number(seed));
const seal = sealer(Buffer.from(key, 'hex'));
const outbox = await openOutbox({ folder, sealer: seal, log, start });
const photos = photoFiles(path.join(folder, 'photos'), seal);
report('ready');

function newItem(): Item {
  const id = random.uuid();
  const at = new Date().toISOString();
  if (random.chance(0.1)) {
    return { type: 'photo', photo: { id, kind: 'face', at, overridden: [] } };
  }
  const explanation = 'x'.repeat(random.between(0, 2000));
  return { type: 'event', event: { type: 'consent', id, at, given: true, explanation } };
}

async function record(item: Item): Promise<void> {
  const id = idOf(item);
  if (item.type === 'photo') await photos.keep(id, pictureOf(id));
  report('attempt', id);
  await outbox.record(item);
  report('recorded', id);
}

async function acknowledge(taken: readonly Pending[]): Promise<void> {
  // A server has seen these places in the log, whatever becomes of this life.
  report('seen', ...taken.flatMap(({ item }) => placeOf(item)));
  const ids = taken.map(({ item }) => idOf(item));
  report('taken', ...ids);
  await outbox.done(taken.map(({ number }) => number));
  report('forgotten', ...ids);
  for (const { item } of taken) if (item.type === 'photo') await photos.remove(item.photo.id);
}

for (;;) {
  const burst = Array.from({ length: random.between(1, 12) }, newItem);
  const recording = Promise.all(burst.map(record));
  // Acknowledgements come while records are being written.
  if (random.chance(0.5)) await recording;
  const waiting = outbox.pending();
  const busy = waiting.findIndex(({ isWritten }) => !isWritten);
  const pending = busy < 0 ? waiting : waiting.slice(0, busy);
  if (random.chance(0.7)) await acknowledge(pending.slice(0, random.between(0, pending.length)));
  await recording;
  if (random.chance(0.2)) await wait(random.between(1, 10));
}
