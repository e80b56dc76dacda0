import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildServer } from '../../server/buildServer.ts';
import {
  openApiDocument,
  pathOf,
  type OpenApiDocument,
} from '../../server/openapi/openApiDocument.ts';
import { FOR_PEOPLE, operationsOf } from '../../server/openapi/operations.ts';
import { bearer, event, openApp, post, redeem, status, ticketOf } from './support/app.ts';
import { answerOf, call, parameters, start, type Answer } from './support/lms.ts';
import { JPEG } from './support/pictures.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { tokenOf } from './support/startPage.ts';
import { postStart, sign } from './support/lms.ts';

interface Described {
  readonly requestBody?: { content: Record<string, { schema?: object }> };
  readonly responses: Record<string, { content: Record<string, { schema?: object }> }>;
}

let server: TestServer;
let app: FastifyInstance;
let document: OpenApiDocument;
beforeAll(async () => {
  server = await startTestServer();
  app = await buildServer(server.deps);
  await app.ready();
  document = (await (await fetch(`${server.url}/openapi.json`)).json()) as OpenApiDocument;
});
afterAll(async () => {
  await app.close();
  await server.close();
});

const ajv = new Ajv2020({ strict: false, validateFormats: false });

function validatorFor(schema: object): ValidateFunction {
  // References point into the document.
  return ajv.compile({ ...schema, components: document['components'] });
}

function expectDescribed(method: string, path: string, answer: Answer): void {
  const where = `${method} ${path} ${String(answer.status)}`;
  const operation = document.paths[path]?.[method] as unknown as Described | undefined;
  const said = operation?.responses[String(answer.status)] ?? operation?.responses['default'];
  const schema = said?.content['application/json']?.schema;
  expect([where, schema !== undefined]).toEqual([where, true]);
  const validate = validatorFor(schema ?? {});
  expect([where, validate(answer.body), validate.errors]).toEqual([where, true, null]);
}

describe('the document', () => {
  it('describes every route that is not a page, and none that does not exist', () => {
    const declared = app.declaredRoutes
      .filter(({ url }) => !url.includes('*') && !FOR_PEOPLE.some((page) => page.test(url)))
      .flatMap(({ method, url }) => [method].flat().map((each) => `${each.toLowerCase()} ${url}`))
      .filter((route) => !/^(head|options) /.test(route));
    const described = operationsOf(app.declaredRoutes).map(
      ({ method, path }) => `${method} ${path}`,
    );
    expect(described.toSorted()).toEqual([...new Set(declared)].toSorted());
  });

  it('is one of OpenAPI 3.1, with names that are there once and schemas that are schemas', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document).toMatchObject({
      info: { title: expect.any(String) as string, version: expect.any(String) as string },
    });
    const all = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    );
    const ids = all.map(({ operation }) => operation['operationId']);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of all) {
      const { requestBody, responses } = operation as unknown as Described;
      const contents = [requestBody, ...Object.values(responses)].flatMap((each) =>
        Object.values(each?.content ?? {}),
      );
      expect([
        path,
        Object.keys(responses).every((code) => /^([2-5]\d\d|default)$/.test(code)),
      ]).toEqual([path, true]);
      for (const { schema } of contents) if (schema !== undefined) validatorFor(schema);
      const inPath = (operation['parameters'] as { in: string; name: string }[]).filter(
        (each) => each.in === 'path',
      );
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  });

  it('says what an LMS may send, and what it must', () => {
    const { schemas } = document['components'] as {
      schemas: Record<string, { required: string[]; properties: object }>;
    };
    expect(schemas['StartParameters']?.required).toContain('userId');
    expect(schemas['StartParameters']?.required).not.toContain('language');
    const validate = validatorFor(schemas['StartParameters'] ?? {});
    const given = parameters(server);
    expect([validate(given), validate.errors]).toEqual([true, null]);
    const { userId: _left, ...incomplete } = given;
    expect(validate(incomplete)).toBe(false);
  });

  it('has a page for people', async () => {
    const page = await fetch(`${server.url}/api-reference`, {
      headers: { accept: 'text/html', 'accept-language': 'fr' },
    });
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(text).toContain('Référence de l’API');
    for (const operation of operationsOf(app.declaredRoutes))
      expect(text).toContain(pathOf(operation));
    expect(
      openApiDocument({ version: '1.2.3', publicUrl: 'https://proctor.example/exams/' }, [])[
        'servers'
      ],
    ).toEqual([{ url: 'https://proctor.example/exams' }]);
  });
});

describe('real answers', () => {
  it('are as the document says', async () => {
    const given = parameters(server);
    const id = String(given['sessionId']);
    const started = await start(server, given);
    const startPath = '/integration/simple/{name}/start/';
    expectDescribed('post', startPath, started);
    expectDescribed('post', startPath, await start(server, given, 'no token'));
    const page = await (await postStart(server, sign(given, server.secret))).text();
    const renew = (renewal: string) =>
      post(server, `integration/simple/${server.integration}/ticket/`, { renewal });
    expectDescribed('post', '/integration/simple/{name}/ticket/', await renew(tokenOf(page)));
    expectDescribed('post', '/integration/simple/{name}/ticket/', await renew('x'));

    const redeemPath = '/api/client/v1/redeem';
    const ticket = ticketOf(started.body['deepLink']);
    expectDescribed('post', redeemPath, await redeem(server, ticket));
    expectDescribed('post', redeemPath, await redeem(server, ticket));
    const app = await openApp(server, given);
    expectDescribed('get', '/api/client/v1/session', await app.refresh());
    const events = [
      status(server, 'in_setup'),
      status(server, 'exam_started'),
      event(server, { type: 'x' }),
    ];
    expectDescribed('post', '/api/client/v1/events', await app.send(...events));
    expectDescribed('post', '/api/client/v1/heartbeat', await app.beat());
    expectDescribed(
      'post',
      '/api/client/v1/heartbeat',
      await post(server, 'api/client/v1/heartbeat', {}),
    );
    const upload = async (path: string, type: string, body: Uint8Array<ArrayBuffer>) => {
      const headers = { 'content-type': type, ...bearer(app.token) };
      return answerOf(await fetch(`${server.url}/${path}`, { method: 'POST', headers, body }));
    };
    const at = new Date(server.now()).toISOString();
    const photo = `api/client/v1/photos/${crypto.randomUUID()}?kind=face&at=${at}`;
    expectDescribed(
      'post',
      '/api/client/v1/photos/{id}',
      await upload(photo, 'image/jpeg', new Uint8Array(JPEG)),
    );
    const stream = `api/client/v1/streams/${crypto.randomUUID()}`;
    expectDescribed(
      'post',
      '/api/client/v1/streams/{id}',
      await upload(stream, 'application/octet-stream', new Uint8Array(9_000)),
    );

    const session = '/api/v2/integration/simple/{name}/sessions/{sessionId}';
    expectDescribed(
      'get',
      `${session}/status/`,
      await call(server, 'GET', `sessions/${id}/status/`),
    );
    expectDescribed(
      'get',
      `${session}/status/`,
      await call(server, 'GET', 'sessions/none/status/'),
    );
    for (let times = 0; times < 2; times += 1) {
      expectDescribed(
        'post',
        `${session}/finish/`,
        await call(server, 'POST', `sessions/${id}/finish/`),
      );
      const { userId: _user, sessionId: _session, ...exam } = given;
      const body = { ...exam, examId: 'an exam of the document' };
      expectDescribed(
        'post',
        '/api/v2/integration/simple/{name}/exams/',
        await call(server, 'POST', 'exams/', { body }),
      );
    }
    for (const path of ['/healthz', '/readyz', '/openapi.json']) {
      expectDescribed('get', path, await answerOf(await fetch(`${server.url}${path}`)));
    }
  });
});
