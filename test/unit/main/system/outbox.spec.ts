import fc from 'fast-check';
import { randomBytes, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOutbox } from '../../../../main/system/outbox/outbox.ts';
import type { Item } from '../../../../main/system/outbox/record.ts';
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

const open = (at = folder) => openOutbox({ folder: at, sealer: seal, log: silentLog });
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
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole }), fc.boolean(), async (cut, garbage) => {
      const copy = await mkdtemp(path.join(tmpdir(), 'outbox-cut-'));
      await cp(folder, copy, { recursive: true });
      const segment = await newestSegment(copy);
      await truncate(segment, cut);
      // Some file systems lengthen a file before its data is there.
      if (garbage) await writeFile(segment, Buffer.alloc(300), { flag: 'a' });
      const kept = sizes.filter((size) => size <= cut).length;
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
