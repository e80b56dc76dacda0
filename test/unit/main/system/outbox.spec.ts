import fc from 'fast-check';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClientEvent } from '../../../../contract/http.ts';
import { linkTo, startOfLog, tailAt, type Link } from '../../../../main/system/outbox/link.ts';
import { openOutbox } from '../../../../main/system/outbox/outbox.ts';
import type { Item, KeptItem } from '../../../../main/system/outbox/record.ts';
import { sealer } from '../../../../main/system/sealing.ts';
import { silentLog } from '../../../fakes/log.ts';

const seal = sealer(randomBytes(32));
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'outbox-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const START = startOfLog('7b0f64a1-3f2c-4d55-9d0e-3f6b5f2c8a11', 'A'.repeat(43));
const open = (at = folder, start = START) =>
  openOutbox({ folder: at, sealer: seal, log: silentLog, start });
const linkOf = (each: KeptItem | undefined): Link => {
  if (each?.type !== 'event') throw new Error('not an event');
  return each.link;
};
const item = (size = 0): Item => ({
  type: 'event',
  event: {
    type: 'consent',
    id: randomUUID(),
    at: '2026-11-21T10:00:00.000Z',
    given: true,
    explanation: 'x'.repeat(size),
  },
});
const consentOf = (each: Item): Extract<ClientEvent, { type: 'consent' }> => {
  if (each.type !== 'event' || each.event.type !== 'consent') throw new Error('not a consent');
  return each.event;
};
const idOf = (each: Item): string => (each.type === 'event' ? each.event.id : '');
const idsIn = async (at: string): Promise<string[]> => {
  const outbox = await open(at);
  const ids = outbox.pending().map((each) => idOf(each.item));
  await outbox.close();
  return ids;
};
const newestSegment = async (at: string): Promise<string> =>
  path.join(at, (await readdir(at)).sort().at(-1) ?? '');

test('what was recorded comes back in order, without what was acknowledged', async () => {
  const first = await open();
  const items = Array.from({ length: 5 }, () => item());
  for (const each of items) await first.record(each);
  const [, second] = first.pending();
  await first.done([second?.number ?? 0]);
  await first.close();
  expect(await idsIn(folder)).toEqual([0, 2, 3, 4].map((at) => idOf(items[at] ?? item())));
});

test('nothing recorded together is lost or put in another order', async () => {
  const outbox = await open();
  const items = Array.from({ length: 200 }, () => item(1500));
  await Promise.all(items.map((each) => outbox.record(each)));
  await outbox.close();
  expect(await idsIn(folder)).toEqual(items.map(idOf));
});

test('settled segments are removed', async () => {
  const outbox = await open();
  for (let round = 0; round < 6; round += 1) {
    const items = Array.from({ length: 100 }, () => item(1500));
    await Promise.all(items.map((each) => outbox.record(each)));
    await outbox.done(outbox.pending().map((each) => each.number));
  }
  await outbox.record(item());
  await outbox.close();
  expect((await readdir(folder)).length).toBeLessThanOrEqual(2);
  expect(await idsIn(folder)).toHaveLength(1);
});

test('a crash at any byte keeps every earlier record and tears none', async () => {
  const outbox = await open();
  const items = Array.from({ length: 8 }, (_each, at) => item(at * 7));
  const sizes: number[] = [];
  for (const each of items) {
    await outbox.record(each);
    sizes.push((await stat(await newestSegment(folder))).size);
  }
  await outbox.close();
  const whole = sizes.at(-1) ?? 0;
  const bytes = await readFile(await newestSegment(folder));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole }), fc.boolean(), async (cut, garbage) => {
      const copy = await mkdtemp(path.join(tmpdir(), 'outbox-cut-'));
      await cp(folder, copy, { recursive: true });
      const segment = await newestSegment(copy);
      await truncate(segment, cut);
      // Some file systems lengthen a file before its data is there.
      if (garbage) await writeFile(segment, Buffer.alloc(300), { flag: 'a' });
      // Bytes that were nothing but zeros come back with it.
      const isBack = (size: number) =>
        garbage && bytes.subarray(cut, size).every((byte) => byte === 0);
      const kept = sizes.filter((size) => size <= cut || isBack(size)).length;
      expect(await idsIn(copy)).toEqual(items.slice(0, kept).map(idOf));
      // And the next run goes on from there.
      const next = await open(copy);
      const another = item();
      await next.record(another);
      await next.close();
      expect(await idsIn(copy)).toEqual([...items.slice(0, kept), another].map(idOf));
      await rm(copy, { recursive: true });
    }),
    { numRuns: 60 },
  );
});

test('a changed byte costs the one record it lies in', async () => {
  const outbox = await open();
  const items = Array.from({ length: 6 }, () => item(40));
  for (const each of items) await outbox.record(each);
  await outbox.close();
  const segment = await newestSegment(folder);
  const whole = await readFile(segment);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (at) => {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      await writeFile(segment, changed);
      const left = await idsIn(folder);
      expect(left).toHaveLength(5);
      expect(items.map(idOf).filter((id) => left.includes(id))).toEqual(left);
    }),
    { numRuns: 60 },
  );
});

test('nothing of an item can be read from the disk', async () => {
  const outbox = await open();
  const secret = item(3);
  await outbox.record(secret);
  await outbox.close();
  const bytes = await readFile(await newestSegment(folder));
  expect(bytes.includes(idOf(secret))).toBe(false);
  expect(bytes.includes('consent')).toBe(false);
});

test('events get their places in the log in the order of recording, photos and heartbeats none', async () => {
  const outbox = await open();
  const photo: Item = {
    type: 'photo',
    photo: { id: randomUUID(), kind: 'face', at: '2026-11-21T10:00:00.000Z', overridden: [] },
  };
  const items = [item(), photo, item(), item()];
  await Promise.all(items.map((each) => outbox.record(each)));
  let tail = START;
  for (const { item: kept } of outbox.pending()) {
    if (kept.type !== 'event') continue;
    expect(kept.link).toEqual(linkTo(tail, kept.event));
    tail = tailAt(kept.link);
  }
  expect(tail.number).toBe(3);
  await outbox.close();
});

test('an event keeps its place when it is read again, also one with more in it than the contract knows', async () => {
  const outbox = await open();
  const event = { ...consentOf(item()), explanation: '\ud800 é \u0000', surplus: { deep: [1] } };
  await outbox.record({ type: 'event', event });
  await outbox.close();
  const again = await open();
  const kept = again.pending()[0]?.item;
  expect(linkOf(kept)).toEqual(linkTo(START, kept?.type === 'event' ? kept.event : event));
  await again.close();
});

test('the log goes on after a restart, though every segment that told its end was removed', async () => {
  const outbox = await open();
  let last: Link | undefined;
  for (let round = 0; round < 6; round += 1) {
    await Promise.all(Array.from({ length: 100 }, () => outbox.record(item(1500))));
    last = linkOf(outbox.pending().at(-1)?.item);
    await outbox.done(outbox.pending().map((each) => each.number));
  }
  await outbox.close();
  // Restarts without a word, each with a segment of its own that only `done` opens.
  for (let restart = 0; restart < 3; restart += 1) {
    const idle = await open();
    await idle.done([]);
    await idle.close();
  }
  const next = await open();
  await next.record(item());
  expect(linkOf(next.pending()[0]?.item)).toMatchObject({ number: 601, previous: last?.hash });
  await next.close();
});

test('another key begins another log; what waits stays in the one it was recorded in', async () => {
  const outbox = await open();
  await outbox.record(item());
  const other = startOfLog('7b0f64a1-3f2c-4d55-9d0e-3f6b5f2c8a11', 'E'.repeat(43));
  outbox.beginLog(other);
  await outbox.record(item());
  await outbox.close();
  const again = await open(folder, other);
  await again.record(item());
  expect(again.pending().map((each) => [linkOf(each.item).log, linkOf(each.item).number])).toEqual([
    [START.log, 1],
    [other.log, 1],
    [other.log, 2],
  ]);
  await again.close();
});

test('what the disk has not answered for is not to be sent yet', async () => {
  const outbox = await open();
  const recording = outbox.record(item());
  expect(outbox.pending().map((each) => each.isWritten)).toEqual([false]);
  await recording;
  expect(outbox.pending().map((each) => each.isWritten)).toEqual([true]);
  await outbox.close();
});

test('what the disk refused is sent from memory', async () => {
  const outbox = await open();
  await rm(folder, { recursive: true });
  await expect(outbox.record(item())).rejects.toThrow();
  expect(outbox.pending().map((each) => each.isWritten)).toEqual([true]);
  await mkdir(folder);
});
