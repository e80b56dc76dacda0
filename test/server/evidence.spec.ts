import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Grant } from '../../contract/grant.ts';
import { CLIENT_API, PhotoAnswer, StreamAnswer } from '../../contract/http.ts';
import { PHOTO_MAX_BYTES } from '../../contract/photo.ts';
import { listPhotos } from '../../server/storage/photos.ts';
import { bearer, openApp, status, type App } from './support/app.ts';
import { answerOf, iso, parameters } from './support/lms.ts';
import { JPEG } from './support/pictures.ts';
import { startTestServer, type TestServer } from './support/server.ts';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = await openApp(server, parameters(server));
});
afterAll(() => server.close());

async function upload(
  body: Uint8Array,
  options: { id?: string; type?: string; query?: object; as?: App } = {},
) {
  const { id = randomUUID(), type = 'image/jpeg', query = {}, as = app } = options;
  const search = new URLSearchParams({ kind: 'face', at: iso(server.now()), ...query });
  const response = await fetch(`${server.url}/${CLIENT_API.photo(id)}?${search.toString()}`, {
    method: 'POST',
    headers: { 'content-type': type, ...bearer(as.token) },
    body: new Uint8Array(body),
  });
  return answerOf(response);
}

/** Of photos; the server's own secret lies beside them. */
const files = (): string[] =>
  readdirSync(server.deps.config.evidenceFolder).filter((name) => name !== 'support.secret');

describe('a photo', () => {
  it('is stored whole, out of everybody’s sight, and found in the grant', async () => {
    const id = randomUUID();
    const answer = await upload(JPEG, { id, query: { kind: 'passport', overridden: 'glare' } });
    expect(PhotoAnswer.parse(answer.body)).toEqual({ id, bytes: JPEG.length });
    const [row] = await listPhotos(server.deps.database, app.grant.id);
    expect(row).toMatchObject({
      ...{ id, kind: 'passport', width: 64, height: 48, overridden: ['glare'] },
      sha256: createHash('sha256').update(JPEG).digest('hex'),
    });
    const file = row?.file ?? '';
    expect(Buffer.from(await server.deps.evidence.read(file))).toEqual(JPEG);
    if (process.platform !== 'win32') {
      const { mode } = statSync(join(server.deps.config.evidenceFolder, file));
      expect(mode & 0o777).toBe(0o600);
    }
    expect(Grant.parse((await app.refresh()).body).photos).toEqual(['passport']);
  });

  it('is stored once, however often and at the same time it is sent', async () => {
    const before = files().length;
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 4 }, () => upload(JPEG, { id })));
    expect(answers.map(({ status: code }) => code)).toEqual([200, 200, 200, 200]);
    expect((await upload(JPEG, { id })).body['bytes']).toBe(JPEG.length);
    expect(files()).toHaveLength(before + 1);
  });

  it('is taken after the session is closed', async () => {
    const closed = await openApp(server, parameters(server));
    await closed.send(status(server, 'exam_started'), status(server, 'exam_finished'));
    expect((await upload(JPEG, { as: closed })).status).toBe(200);
  });

  it('of an app that was replaced is taken when it was taken before', async () => {
    const given = parameters(server);
    const first = await openApp(server, given);
    const before = iso(server.now());
    server.clock.skip(1000);
    await openApp(server, given);
    expect((await upload(JPEG, { as: first, query: { at: before } })).status).toBe(200);
    const late = await upload(JPEG, { as: first, query: { at: iso(server.now() + 1) } });
    expect([late.status, late.body['error']]).toEqual([409, 'access_replaced']);
  });

  it.each([
    ['photo_wrong_type', 415, 'image/png', JPEG],
    ['photo_wrong_type', 415, 'text/html', JPEG],
    ['photo_wrong_type', 415, 'application/json', Buffer.from('{}')],
    ['photo_unreadable', 422, 'image/jpeg', Buffer.from('<html>not a picture</html>')],
    ['photo_unreadable', 422, 'image/jpeg', JPEG.subarray(0, 500)],
    ['photo_unreadable', 422, 'image/jpeg', Buffer.alloc(0)],
  ])('is refused as %s', async (error, code, type, body) => {
    const before = files().length;
    const answer = await upload(body, { type });
    expect([answer.status, answer.body['error']]).toEqual([code, error]);
    expect(files()).toHaveLength(before);
  });

  it('is refused when larger than 5 MiB, and not when as large', async () => {
    const comment = Buffer.from([0xff, 0xfe, 0xff, 0xff, ...new Uint8Array(65_533)]);
    const room = PHOTO_MAX_BYTES - JPEG.length;
    const padding = Array.from({ length: Math.floor(room / comment.length) }, () => comment);
    const large = Buffer.concat([JPEG.subarray(0, 2), ...padding, JPEG.subarray(2)]);
    expect((await upload(large)).body['bytes']).toBe(large.length);
    const larger = Buffer.concat([JPEG.subarray(0, 2), ...padding, comment, JPEG.subarray(2)]);
    const answer = await upload(larger);
    expect([answer.status, answer.body['error']]).toEqual([413, 'photo_too_large']);
  });

  it('needs its kind, its time and an id', async () => {
    for (const query of [{ kind: 'selfie' }, { at: 'noon' }, { overridden: 'ugly' }]) {
      const answer = await upload(JPEG, { query });
      expect([answer.status, answer.body['error']]).toEqual([422, 'body_invalid']);
      const faults = answer.body['faults'] as { path: string }[];
      expect(faults[0]?.path.split('.')[0]).toBe(Object.keys(query)[0]);
    }
    expect((await upload(JPEG, { id: 'one' })).status).toBe(422);
  });
});

describe('a measured stream', () => {
  /** Sends chunks with a pause between them, as a recorder does. */
  function stream(
    chunks: number,
    size: number,
    pause: number,
    token = app.token,
  ): Promise<{ status: number; body: unknown }> {
    return new Promise((resolve, reject) => {
      const url = new URL(`${server.url}/${CLIENT_API.stream(randomUUID())}`);
      const outgoing = request(
        url,
        { method: 'POST', headers: { 'content-type': 'video/webm', ...bearer(token) } },
        (incoming) => {
          const parts: Buffer[] = [];
          incoming.on('data', (part: Buffer) => parts.push(part));
          incoming.on('end', () => {
            const body: unknown = JSON.parse(Buffer.concat(parts).toString());
            resolve({ status: incoming.statusCode ?? 0, body });
            outgoing.destroy();
          });
        },
      );
      outgoing.on('error', reject);
      const send = (left: number): void => {
        if (left === 0) outgoing.end();
        else if (!outgoing.destroyed) {
          outgoing.write(Buffer.alloc(size), () => setTimeout(() => send(left - 1), pause));
        }
      };
      send(chunks);
    });
  }

  it('comes to its bytes and the time between the first and the last', async () => {
    const answer = await stream(6, 10_000, 100);
    const measured = StreamAnswer.parse(answer.body);
    expect(measured.bytes).toBe(60_000);
    expect(measured.milliseconds).toBeGreaterThan(450);
    expect(measured.milliseconds).toBeLessThan(5_000);
    const flow = (50_000 * 8000) / measured.milliseconds;
    expect(measured.bitsPerSecond).toBeCloseTo(flow, 3);
  });

  it('has no flow when it has no duration', async () => {
    const { body } = await stream(0, 0, 0);
    expect(StreamAnswer.parse(body)).toEqual({ bytes: 0, milliseconds: 0, bitsPerSecond: 0 });
  });

  it('is cut at twenty megabytes', async () => {
    const { body } = await stream(60, 1024 * 1024, 0);
    const { bytes } = StreamAnswer.parse(body);
    expect(bytes).toBeGreaterThanOrEqual(20 * 1024 * 1024);
    expect(bytes).toBeLessThan(21 * 1024 * 1024);
  });

  it('is refused without access', async () => {
    expect((await stream(1, 10, 0, 'x'.repeat(43))).status).toBe(401);
  });
});
