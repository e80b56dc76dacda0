import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as secureRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runToEnd, startChild, type ChildServer } from './support/childServer.ts';
import { openApp, status } from './support/app.ts';
import { parameters, start, type Lms } from './support/lms.ts';
import { freePort } from './support/postgres.ts';
import { SECRET } from './support/server.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'invigil-process-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const config = (changes: object = {}) => ({
  listen: { host: '127.0.0.1', port: 0 },
  database: 'embedded:database',
  evidence: 'file:evidence',
  integrations: [{ name: 'north', jwtSecret: SECRET, languages: ['en'] }],
  ...changes,
});

const lms = (server: ChildServer): Lms => ({
  url: server.url,
  integration: 'north',
  secret: SECRET,
  now: () => Date.now(),
});

describe('the server as a process', { timeout: 180_000 }, () => {
  it('says once on stdout where it listens, keeps secrets out of its log, and ends on SIGTERM', async () => {
    const server = await startChild({ folder, config: config() });
    const given = parameters(lms(server));
    const app = await openApp(lms(server), given);
    await app.send(status(lms(server), 'in_setup'));
    const session = await startChild({ folder, config: config() }).then(
      () => 'started',
      (error: unknown) => String(error),
    );
    expect(session).toContain('is in use by another running server');

    expect(await server.end('SIGTERM')).toBe(0);
    expect(server.stdout()).toBe(`{"event":"listening","url":"${server.url}"}\n`);
    const log = server.stderr();
    expect(log).toContain('"status":"in_setup"');
    for (const secret of [app.token, SECRET, String(given['lastName']), 'entry.php']) {
      expect(log).not.toContain(secret);
    }

    const again = await startChild({ folder, config: config() });
    const resumed = await start(lms(again), given);
    expect(resumed.body['status']).toBe('in_setup');
    expect(await again.end('SIGTERM')).toBe(0);
  });

  it('names the key of a wrong configuration and ends', async () => {
    const wrong = { ...config(), evidence: 'nowhere', integrations: [{ name: 'north' }] };
    const { code, stdout, stderr } = await runToEnd({ folder, config: wrong });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('evidence: must be file:DIR');
    expect(stderr).toContain('integrations[0].jwtSecret: ');
    expect(stderr).not.toContain('    at ');
  });

  it('runs without a configuration, on this machine only, with a secret of its own', async () => {
    const data = join(folder, 'data');
    const environment = { INVIGIL_DATA: data, INVIGIL_PORT: '0' };
    const server = await startChild({ folder, environment });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const secret = readFileSync(join(data, 'demo.secret'), 'utf8');
    const demo = { ...lms(server), integration: 'demo', secret };
    expect((await start(demo, parameters(demo))).status).toBe(200);
    expect(await server.end('SIGTERM')).toBe(0);
  });

  it('gives an administrator who lost the password a one-time password', async () => {
    const server = await startChild({ folder, config: config() });
    expect(await server.end('SIGTERM')).toBe(0);
    const reset = (name: string) =>
      runToEnd({ folder, config: config(), more: ['--reset-password', name] });

    const { code, stdout } = await reset('admin');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      event: 'password_reset',
      name: 'admin',
      oneTimePassword: expect.stringMatching(
        /^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/,
      ) as string,
    });
    const nobody = await reset('nobody');
    expect([nobody.code, nobody.stdout]).toEqual([1, '']);
    expect(nobody.stderr).toContain('there is no administrator called nobody');
  });

  it('serves TLS', async () => {
    const key = join(folder, 'key.pem');
    const cert = join(folder, 'cert.pem');
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const files = ['-keyout', key, '-out', cert];
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
    execFileSync('openssl', [...made, ...files, ...subject], { stdio: 'ignore' });
    const port = await freePort();
    const tls = { cert: 'cert.pem', key: 'key.pem' };
    const server = await startChild({
      folder,
      config: config({
        listen: { host: '127.0.0.1', port, tls },
        publicUrl: `https://127.0.0.1:${String(port)}/`,
      }),
    });
    expect(server.url).toBe(`https://127.0.0.1:${String(port)}`);
    const answer = await new Promise<{ status: number; hsts: unknown }>((resolve, reject) => {
      const outgoing = secureRequest(
        `${server.url}/api/client/v1/session`,
        { ca: readFileSync(cert) },
        (incoming) => {
          incoming.resume();
          const hsts = incoming.headers['strict-transport-security'];
          resolve({ status: incoming.statusCode ?? 0, hsts });
        },
      );
      outgoing.on('error', reject).end();
    });
    expect(answer).toEqual({ status: 401, hsts: 'max-age=31536000' });
    expect(await server.end('SIGTERM')).toBe(0);
  });
});
