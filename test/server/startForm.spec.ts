import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, parameters, sign } from './support/lms.ts';
import { SECRET, startTestServer, type TestServer } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('the token of a start', () => {
  const postForm = async (body: FormData | string, type?: string) => {
    const response = await fetch(`${server.url}/integration/simple/north/start/`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      body,
    });
    return answerOf(response);
  };

  it('is taken from a multipart form as well', async () => {
    const given = parameters(server);
    const form = new FormData();
    form.append('token', sign(given, SECRET));
    form.append('other', 'x');
    const answer = await postForm(form);
    expect([answer.status, answer.body['sessionId']]).toEqual([200, given['sessionId']]);
  });

  it('is no file and no garbage', async () => {
    const form = new FormData();
    form.append('token', new Blob([sign(parameters(server), SECRET)]), 'token.txt');
    const file = await postForm(form);
    expect([file.status, file.body['error']]).toEqual([422, 'body_invalid']);
    expect(file.body['faults']).toMatchObject([{ path: 'token', code: 'file' }]);
    for (const type of ['multipart/form-data; boundary=x', 'multipart/form-data']) {
      const garbage = await postForm('--y\r\nnothing', type);
      expect([garbage.status, garbage.body['error']]).toEqual([422, 'body_invalid']);
      expect(garbage.body['faults']).toMatchObject([{ path: '', code: 'not_a_form' }]);
    }
    const long = await postForm('x'.repeat(600_000), 'multipart/form-data; boundary=x');
    expect([long.status, long.body['error']]).toEqual([422, 'body_invalid']);
  });

  it('of a multipart form is taken at the start alone', async () => {
    const form = new FormData();
    form.append('renewal', 'x');
    const response = await fetch(`${server.url}/integration/simple/north/ticket/`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: form,
    });
    expect(await response.json()).toMatchObject({
      error: 'body_invalid',
      faults: [{ code: 'fst_err_ctp_invalid_media_type' }],
    });
  });
});
