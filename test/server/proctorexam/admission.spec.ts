import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseText, sign, signatureFits } from '../../../server/proctorexam/signature.ts';
import { sealing } from '../../../server/sealing.ts';
import { MINUTE, type TestServer } from '../support/server.ts';
import { ProcwiseClient, signatureOf, signIn, type Json } from './client.ts';
import { join, PASSWORD, startInstituteServer, type Member } from './institute.ts';

const VECTOR_SECRET = 'demo-secret-key-0001';

describe('the signature', () => {
  it.each([
    {
      params: { id: 42, nonce: 1760000000123, timestamp: 1760000000123 },
      base: 'id=42?nonce=1760000000123?timestamp=1760000000123',
      signature: '5d8956ba600b5b839747e5ec6eb3fc607ddef8071f743c45132efa68313fee39',
    },
    {
      params: {
        email: 'ann@example.org',
        exam_id: 42,
        name: 'Ann Lee',
        nonce: 1760000000124,
        skip_requirements: false,
        timestamp: 1760000000124,
      },
      base: 'email=ann@example.org?exam_id=42?name=Ann Lee?nonce=1760000000124?skip_requirements=false?timestamp=1760000000124',
      signature: '868fecac5e5a9c21c4e65b6321d2e0c62bf061af274d38bb48f2575eb873f650',
    },
  ])('is the one of the public vector $base', ({ params, base, signature }) => {
    expect(baseText(params)).toBe(base);
    expect(sign(params, VECTOR_SECRET)).toBe(signature);
    expect(signatureFits({ ...params, signature }, VECTOR_SECRET)).toBe(true);
    expect(signatureFits({ ...params, signature: signature.toUpperCase() }, VECTOR_SECRET)).toBe(
      true,
    );
    expect(signatureFits({ ...params, signature }, 'another')).toBe(false);
  });

  it('takes lists as any client writes JSON', () => {
    const params = { languages: ['en', 'çé'], on: true, none: null };
    const written = [
      'languages=["en","çé"]?none=null?on=true',
      'languages=["en", "çé"]?none=None?on=True',
      'languages=["en", "\\u00e7\\u00e9"]?none=None?on=True',
    ];
    for (const text of written) {
      const signature = createHmac('sha256', 'key').update(text).digest('hex');
      expect(signatureFits({ ...params, signature }, 'key')).toBe(true);
    }
    const signature = createHmac('sha256', 'key').update('languages=en,çé').digest('hex');
    expect(signatureFits({ ...params, signature }, 'key')).toBe(false);
  });

  it.each([undefined, '', 'zz', '00', 7, ['a'], '0'.repeat(64)])('refuses %j', (signature) => {
    expect(signatureFits({ id: 1, signature }, 'key')).toBe(false);
  });
});

describe('sealing', () => {
  it('opens for its own place and key alone', () => {
    const one = sealing(() => 'the secret of the first server, 32 bytes');
    const other = sealing(() => 'the secret of the second server, 32 bytes');
    const sealed = one.seal('geheim é', 'here');
    expect(one.open(sealed, 'here')).toBe('geheim é');
    expect(one.seal('geheim é', 'here')).not.toBe(sealed);
    expect(() => one.open(sealed, 'there')).toThrow();
    expect(() => other.open(sealed, 'here')).toThrow();
  });
});

describe('admission', () => {
  let server: TestServer;
  let member: Member;
  beforeAll(async () => {
    server = await startInstituteServer();
    member = await join(server);
  });
  afterAll(() => server.close());

  const ids = (): Json => ({ id: member.instituteId });
  const path = (): string => `institutes/${String(member.instituteId)}`;

  it('lets a signed call in, in the query string and in a JSON body', async () => {
    expect((await member.client.get(path(), ids())).status).toBe(200);
    const body = { ...member.client.signed(ids()) };
    const answered = await new Promise<number>((resolve, reject) => {
      const asked = request(
        `${server.url}/api/v3/${path()}`,
        {
          method: 'GET',
          headers: {
            accept: 'application/vnd.procwise.v3',
            authorization: `Token token=${member.token}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(JSON.stringify(body)),
          },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      asked.on('error', reject);
      asked.end(JSON.stringify(body));
    });
    expect(answered).toBe(200);
  });

  it('refuses another version, an unknown token, an unsigned and a wrongly signed call', async () => {
    const { client, token } = member;
    const signed = (): string =>
      new URLSearchParams(
        Object.entries(client.signed({}, ids())).map(([k, v]) => [k, String(v)]),
      ).toString();
    const reasonOf = async (headers: Json, query = signed()): Promise<[number, unknown]> => {
      const { status, body } = await client.send('GET', `${path()}?${query}`, undefined, headers);
      return [status, body['error']];
    };
    expect(await reasonOf({ accept: 'application/vnd.procwise.v2' })).toEqual([
      406,
      'version_not_offered',
    ]);
    expect(await reasonOf({ authorization: `Token token=${token}x` })).toEqual([
      403,
      'caller_unknown',
    ]);
    expect(await reasonOf({ authorization: `Bearer ${token}` })).toEqual([403, 'caller_unknown']);
    expect(await reasonOf({}, signed().replace(/signature=\w/, 'signature=x'))).toEqual([
      403,
      'signature_wrong',
    ]);
    // The id of the path is part of what is signed.
    const foreign = await client.get(path(), { id: member.instituteId + 1 });
    expect([foreign.status, foreign.body['error']]).toEqual([403, 'signature_wrong']);
    const unsigned = await client.send('GET', path());
    expect(unsigned.status).toBe(422);
    expect(unsigned.headers.get('x-reason-code')).toBe('parameters_invalid');
    expect(unsigned.body).toEqual({
      timestamp: ["can't be blank"],
      nonce: ["can't be blank"],
      signature: ["can't be blank"],
    });
  });

  it('refuses a clock that is off by more than a quarter of an hour', async () => {
    const at = (offset: number): ProcwiseClient =>
      new ProcwiseClient({
        base: server.url,
        token: member.token,
        secret: member.secret,
        now: () => server.clock.now() + offset,
      });
    expect((await at(14 * MINUTE).get(path(), ids())).status).toBe(200);
    expect((await at(-14 * MINUTE).get(path(), ids())).status).toBe(200);
    for (const offset of [16 * MINUTE, -16 * MINUTE]) {
      const { status, body } = await at(offset).get(path(), ids());
      expect([status, body['error']]).toEqual([403, 'timestamp_outside_window']);
    }
  });

  it('takes a nonce once in 24 hours, of two calls at once only one', async () => {
    const call = (nonce: number): Promise<{ status: number; body: Json }> => {
      const now = server.clock.now();
      const params = { nonce, timestamp: now };
      const signature = signatureOf({ ...params, ...ids() }, member.secret);
      const query = new URLSearchParams({
        nonce: String(nonce),
        timestamp: String(now),
        signature,
      });
      return member.client.send('GET', `${path()}?${query.toString()}`);
    };
    const both = await Promise.all([call(7), call(7)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect((await call(7)).body['error']).toBe('nonce_used');
    server.clock.skip(24 * 60 * MINUTE + 1);
    expect((await call(7)).status).toBe(200);
  });

  it('spends no nonce on a call that is not signed', async () => {
    const now = server.clock.now();
    const sent = { nonce: '11', timestamp: String(now) };
    const query = (signature: string): string =>
      `${path()}?${new URLSearchParams({ ...sent, signature }).toString()}`;
    const wrong = await member.client.send('GET', query('0'.repeat(64)));
    expect(wrong.body['error']).toBe('signature_wrong');
    const right = await member.client.send(
      'GET',
      query(signatureOf({ ...sent, ...ids() }, member.secret)),
    );
    expect(right.status).toBe(200);
  });

  it('fences institutes and roles', async () => {
    const stranger = await join(server, 'administrator', 'elsewhere');
    expect((await stranger.client.get(path(), ids())).status).toBe(404);
    const teacher = await join(server, 'teacher');
    const denied = await teacher.client.patch(path(), ids(), { name: 'Mine' });
    expect([denied.status, denied.body['error']]).toEqual([403, 'caller_not_permitted']);
    const users = `${path()}/users`;
    const own = { institute_id: member.instituteId };
    expect((await teacher.client.get(users, own)).status).toBe(403);
    const listed = await member.client.get(users, own, { limit: 1, page: 2 });
    expect(listed.body['users']).toHaveLength(1);
    expect(listed.headers.get('x-pagination-item-count')).toBe('2');
    expect(listed.headers.get('x-pagination-page-count')).toBe('2');
    expect(listed.headers.get('x-pagination-page')).toBe('2');
    expect(listed.headers.get('x-pagination-limit')).toBe('1');
  });

  it('makes, changes and removes users', async () => {
    const users = `${path()}/users`;
    const own = { institute_id: member.instituteId };
    const given = {
      name: 'Prof. Çelik',
      email: 'Celik@Uni.example',
      password: PASSWORD,
      password_confirmation: PASSWORD,
      role: 'teacher',
    };
    const made = await member.client.post(users, own, given);
    expect(made.status).toBe(201);
    const user = made.body['user'] as Json;
    expect(user).toMatchObject({ email: 'celik@uni.example', role: 'teacher' });
    const again = await member.client.post(users, own, given);
    expect([again.status, again.body]).toEqual([422, { email: ['has already been taken'] }]);
    const bad = await member.client.post(users, own, {
      role: 'king',
      email: 'x',
      password: 'short',
    });
    expect(bad.body).toEqual({
      name: ["can't be blank"],
      role: ['is not included in the list'],
      email: ['is invalid'],
      password: ['is too short (minimum is 15 characters)'],
    });
    const one = `${users}/${String(user['id'])}`;
    const both = { ...own, id: user['id'] };
    const changed = await member.client.patch(one, both, { name: 'Prof. Ç.' });
    expect((changed.body['user'] as Json)['name']).toBe('Prof. Ç.');
    expect((await member.client.delete(one, both)).status).toBe(200);
    expect((await member.client.get(one, both)).status).toBe(404);
    const raise = await member.client.post(users, own, { ...given, role: 'superuser' });
    expect(raise.status).toBe(403);
  });

  it('answers a sign-in once the password fits, and limits the tries', async () => {
    const email = 'limited@uni.example';
    expect((await signIn(server.url, email, 'no')).status).toBe(401);
    const statuses = [];
    for (let tries = 0; tries < 25; tries += 1) {
      statuses.push((await signIn(server.url, email, 'no')).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  it('knows nonces, tokens and keys again after a restart', async () => {
    const folder = mkdtempSync(joinPath(tmpdir(), 'invigil-institute-'));
    const first = await startInstituteServer({ folder });
    const one = await join(first);
    const query = (now: number): string => {
      const sent = { nonce: '5', timestamp: String(now) };
      const signature = signatureOf({ ...sent, id: one.instituteId }, one.secret);
      return `institutes/${String(one.instituteId)}?${new URLSearchParams({ ...sent, signature }).toString()}`;
    };
    expect((await one.client.send('GET', query(first.clock.now()))).status).toBe(200);
    await first.close();
    const second = await startInstituteServer({ folder });
    const client = new ProcwiseClient({
      base: second.url,
      token: one.token,
      secret: one.secret,
      now: () => second.clock.now(),
    });
    const used = await client.send('GET', query(second.clock.now()));
    expect(used.body['error']).toBe('nonce_used');
    const id = { id: one.instituteId };
    expect((await client.get(`institutes/${String(one.instituteId)}`, id)).status).toBe(200);
    await second.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
