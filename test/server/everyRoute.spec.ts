import { connect } from 'node:net';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServer } from '../../server/buildServer.ts';
import { UNLIMITED } from '../../server/operations/limits.ts';
import { startTestServer, type TestServer } from './support/server.ts';

/** More than any route takes in one request but for those that are named here. Bytes. */
const ORDINARY_BODY = 512 * 1024;
const LARGER_BODIES: Readonly<Record<string, number>> = {
  '/api/client/v1/events': 4 * 1024 * 1024,
  '/api/client/v1/photos/:id': 5 * 1024 * 1024,
  // A document of 10 MiB, as base64.
  '/api/v3/exams/:exam_id/attachments': 14 * 1024 * 1024,
};

let server: TestServer;
let app: FastifyInstance;
beforeAll(async () => {
  server = await startTestServer();
  app = await buildServer(server.deps);
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await server.close();
});

const methodsOf = (method: string | string[]): string[] => [method].flat();

type Header = string | number | string[] | undefined;

const expectStrict = (where: string, headers: Record<string, Header>): void => {
  const header = (name: string): string => [headers[name] ?? ''].flat().join();
  const policy = header('content-security-policy');
  expect([where, policy.startsWith("default-src 'none'")]).toEqual([where, true]);
  expect([where, policy.includes('unsafe')]).toEqual([where, false]);
  expect([where, policy.includes("frame-ancestors 'none'")]).toEqual([where, true]);
  expect([where, header('x-content-type-options')]).toEqual([where, 'nosniff']);
  expect([where, header('referrer-policy')]).toEqual([where, 'no-referrer']);
  expect([where, header('x-frame-options')]).toEqual([where, 'SAMEORIGIN']);
  expect([where, header('permissions-policy')]).toEqual([
    where,
    expect.stringContaining('camera=()'),
  ]);
  expect([where, header('cache-control')]).not.toEqual([where, '']);
  expect([where, header('x-request-id')]).not.toEqual([where, '']);
  expect([where, headers['x-powered-by'] ?? headers['server']]).toEqual([where, undefined]);
};

describe('every route', () => {
  it('answers with strict headers, whatever it is asked', async () => {
    expect(app.declaredRoutes.length).toBeGreaterThan(30);
    for (const { method, url } of app.declaredRoutes) {
      for (const each of methodsOf(method)) {
        const where = `${each} ${url}`;
        const asked = { method: each, url: url.replaceAll(/:[^/]+|\*/g, 'x') } as InjectOptions;
        const bodies =
          each === 'GET' || each === 'HEAD' || each === 'OPTIONS'
            ? [asked]
            : [
                { ...asked, payload: '{', headers: { 'content-type': 'application/json' } },
                { ...asked, payload: 'x', headers: { 'content-type': 'text/weird' } },
              ];
        for (const request of bodies) {
          const answer = await app.inject(request);
          expect([where, answer.statusCode < 500 || answer.statusCode === 503]).toEqual([
            where,
            true,
          ]);
          expectStrict(where, answer.headers);
        }
      }
    }
  });

  it('has a limit of its rate, or a reason for none', () => {
    for (const { method, url, config } of app.declaredRoutes) {
      if (methodsOf(method).every((each) => each === 'HEAD' || each === 'OPTIONS')) continue;
      const limited = config?.rateLimit !== undefined;
      const excused = UNLIMITED.some(([route]) => route.test(url));
      expect([`${String(method)} ${url}`, limited || excused]).toEqual([
        `${String(method)} ${url}`,
        true,
      ]);
    }
  });

  it('takes no more than it needs', () => {
    for (const { url, bodyLimit = ORDINARY_BODY } of app.declaredRoutes) {
      expect([url, bodyLimit]).toEqual([
        url,
        Math.min(bodyLimit, LARGER_BODIES[url] ?? ORDINARY_BODY),
      ]);
    }
  });

  it('is strict also where no route is reached', async () => {
    for (const url of ['/no/such/page', '/%zz', '/%00', `/${'x'.repeat(5_000)}`]) {
      const answer = await fetch(`${server.url}${url}`);
      expect([url, answer.status < 500]).toEqual([url, true]);
      expectStrict(url.slice(0, 40), Object.fromEntries(answer.headers));
    }
  });
});

describe('a slow sender', () => {
  it('is let go when the head of its request does not come', { timeout: 60_000 }, async () => {
    const { hostname, port } = new URL(server.url);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), hostname, () =>
        socket.write('GET / HTTP/1.1\r\nhost: x\r\n'),
      );
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });
});
