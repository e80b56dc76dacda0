import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:http2';
import { setTimeout as wait } from 'node:timers/promises';
import { CLIENT_API, EventsAnswer, StreamAnswer } from '../../contract/http.ts';
import { bearer, openApp, status, type App } from '../server/support/app.ts';
import { parameters, type Lms } from '../server/support/lms.ts';
import type { TwoServers } from '../server/support/twoServers.ts';
import { openLine } from './line.ts';

/** What is done through the proxy: an LMS's and apps' address, and the processes behind it. */
export interface Scene {
  readonly lms: Lms;
  readonly two: TwoServers;
}

export interface Step {
  readonly what: string;
  readonly run: (scene: Scene) => Promise<void>;
}

const MEGABYTE = 1024 * 1024;

const inExam = async (lms: Lms): Promise<App> => {
  const app = await openApp(lms, parameters(lms));
  await app.send(status(lms, 'in_setup'));
  return app;
};

/** In order; the last one ends a server process. */
export const STEPS: readonly Step[] = [
  {
    what: 'speaks HTTP/2, with the security headers and a name for each request',
    async run({ lms }) {
      const client = connect(lms.url);
      const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
        client.on('error', reject);
        const stream = client.request({ ':path': '/' });
        stream.on('response', resolve);
        stream.resume().end();
      });
      client.close();
      assert.equal(headers[':status'], 200);
      assert.match(String(headers['strict-transport-security']), /max-age=\d{8}/);
      assert.match(String(headers['content-security-policy']), /default-src 'none'/);
      assert.match(String(headers['x-request-id']), /^[\da-f-]{32,36}$/);
    },
  },
  {
    what: 'carries a session: start, redemption, statuses, heartbeat',
    async run({ lms }) {
      const app = await inExam(lms);
      const answer = await app.send(status(lms, 'exam_started'));
      assert.equal(EventsAnswer.parse(answer.body).state.status, 'exam_started');
      assert.equal((await app.beat()).status, 200);
    },
  },
  {
    what: 'passes a live line on as it comes, and keeps it through 40 s of silence',
    async run({ lms }) {
      const app = await inExam(lms);
      const line = openLine(lms.url, app.token);
      await line.tells((state) => state.status === 'in_setup', 2_000);
      await wait(40_000);
      assert.equal(line.hasEnded(), false);
      await app.send(status(lms, 'exam_started'));
      await line.tells((state) => state.status === 'exam_started', 2_000);
      line.close();
    },
  },
  {
    what: 'lets the bandwidth be measured on its way, not after it has been collected',
    async run({ lms }) {
      const app = await inExam(lms);
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          await wait(100);
          controller.enqueue(new Uint8Array(MEGABYTE / 4));
          sent += 1;
          if (sent === 20) controller.close();
        },
      });
      let sent = 0;
      const response = await fetch(`${lms.url}/${CLIENT_API.stream(randomUUID())}`, {
        method: 'POST',
        headers: { ...bearer(app.token), 'content-type': 'application/octet-stream' },
        body,
        duplex: 'half',
      } as RequestInit);
      const { bytes, milliseconds } = StreamAnswer.parse(await response.json());
      assert.equal(bytes, 5 * MEGABYTE);
      assert.ok(milliseconds > 1_500, `it came within ${String(milliseconds)} ms`);
    },
  },
  {
    what: 'takes 20 MiB, and refuses more than any call has',
    async run({ lms }) {
      const app = await inExam(lms);
      const send = async (megabytes: number): Promise<number> => {
        const response = await fetch(`${lms.url}/${CLIENT_API.stream(randomUUID())}`, {
          method: 'POST',
          headers: { ...bearer(app.token), 'content-type': 'application/octet-stream' },
          body: new Uint8Array(megabytes * MEGABYTE),
        });
        await response.arrayBuffer();
        return response.status;
      };
      assert.equal(await send(20), 200);
      // Caddy before 2.10 says that the server is at fault; nobody but a stranger sends so much.
      assert.ok([413, 502].includes(await send(23)));
    },
  },
  {
    what: 'tells the caller’s address: one who makes others up is limited all the same',
    async run({ lms }) {
      const statuses = new Set<number>();
      for (let tries = 0; tries < 45; tries += 1) {
        const response = await fetch(`${lms.url}/staff/sign-in`, {
          method: 'POST',
          redirect: 'manual',
          headers: { 'x-forwarded-for': `198.51.100.${String(tries)}`, origin: lms.url },
          body: new URLSearchParams({ name: 'nobody', password: 'wrong' }),
        });
        await response.arrayBuffer();
        statuses.add(response.status);
      }
      assert.ok(statuses.has(429), `never limited: ${[...statuses].join(', ')}`);
    },
  },
  {
    what: 'sends every call to the other process within a second of a kill',
    async run({ lms, two }) {
      const app = await inExam(lms);
      await two.places[0].server.end('SIGKILL');
      // What went over a connection of the dead is told to be tried again, which is what apps do.
      const soon = performance.now() + 1_000;
      while (performance.now() < soon) {
        assert.ok([200, 502].includes((await app.beat()).status));
        await wait(50);
      }
      for (let beat = 0; beat < 50; beat += 1) assert.equal((await app.beat()).status, 200);
      const answer = await app.send(status(lms, 'exam_started'));
      assert.equal(answer.status, 200);
    },
  },
];
