import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_API } from '../../contract/http.ts';
import { event, keyOf, post, redeem, status, ticketOf, appWith } from './support/app.ts';
import { Grant } from '../../contract/grant.ts';
import { startChild } from './support/childServer.ts';
import { call, parameters, postStart, sign, start, type Lms } from './support/lms.ts';
import { JPEG } from './support/pictures.ts';
import { SECRET } from './support/server.ts';
import { cookieOf, formTokenIn } from './pages/support/staff.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'invigil-logs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the log of a whole journey', () => {
  it(
    'names no candidate and no secret, even at its most talkative',
    { timeout: 120_000 },
    async () => {
      const server = await startChild({
        folder,
        config: {
          listen: { host: '127.0.0.1', port: 0 },
          database: 'embedded:database',
          evidence: 'file:evidence',
          supportSecret: 'a support secret that is long enough to be one',
          integrations: [{ name: 'north', jwtSecret: SECRET, languages: ['en'] }],
        },
        environment: { INVIGIL_LOG: 'trace' },
      });
      const lms: Lms = {
        url: server.url,
        integration: 'north',
        secret: SECRET,
        now: () => Date.now(),
      };
      const person = {
        userId: 'user-Quetzalcoatl',
        firstName: 'Wilhelmine',
        lastName: 'Featherstonehaugh',
        email: 'wilhelmine@students.example',
        sessionId: 'Sitzung-4711',
        sessionUrl: 'https://lms.example/attempt.php?key=exam-access-key',
        special_accommodations_info: 'Needs a reader because of dyslexia',
      };
      const given = parameters(lms, person);
      const jwt = sign(given, SECRET);

      await postStart(lms, jwt);
      await postStart(lms, `${jwt}x`);
      await postStart(lms, sign({ ...given, duration: 'Featherstonehaugh' }, SECRET));
      const started = await start(lms, given, jwt);
      const ticket = ticketOf(started.body['deepLink']);
      const id = crypto.randomUUID();
      const redeemed = await redeem(lms, ticket, id);
      await redeem(lms, ticket);
      const grant = Grant.parse(redeemed.body);
      const app = appWith(lms, grant, keyOf(id));
      await app.send(
        event(lms, { type: 'consent', given: false, explanation: 'Because Wilhelmine says so' }),
        status(lms, 'in_setup'),
        status(lms, 'exam_started'),
        event(lms, { type: 'incident', incident: { kind: 'focus_lost', severity: 'notice' } }),
        event(lms, { type: 'incident', incident: { kind: 'Featherstonehaugh' } }),
      );
      await app.beat();
      await post(lms, CLIENT_API.heartbeat, { name: 'Featherstonehaugh' }, app.token);
      await post(
        lms,
        CLIENT_API.heartbeat,
        { name: 'x' },
        'wrong-token-wrong-token-wrong-token-wrong',
      );
      const photo = `${lms.url}/${CLIENT_API.photo(crypto.randomUUID())}?kind=face&at=${new Date().toISOString()}`;
      await fetch(photo, {
        method: 'POST',
        headers: { 'content-type': 'image/jpeg', authorization: `Bearer ${app.token}` },
        body: new Uint8Array(JPEG),
      });
      await call(lms, 'GET', 'sessions/Sitzung-4711/status/');
      await call(lms, 'POST', 'sessions/Sitzung-4711/finish/');
      await fetch(
        `${lms.url}/no/Featherstonehaugh?mail=wilhelmine@students.example&ticket=${ticket}`,
      );
      await fetch(`${lms.url}/staff/exams?q=Featherstonehaugh`);

      const password = readFileSync(
        join(folder, 'evidence', 'first-administrator.password'),
        'utf8',
      ).trim();
      const form = await fetch(`${lms.url}/staff/sign-in`, { headers: { accept: 'text/html' } });
      const signIn = await fetch(`${lms.url}/staff/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: cookieOf(form, 'invigil_sign_in') },
        body: new URLSearchParams({
          name: 'admin',
          password,
          formToken: formTokenIn(await form.text()),
        }),
      });
      const cookie = cookieOf(signIn, 'invigil_staff');
      await fetch(`${lms.url}/staff/exams?q=Featherstonehaugh`, { headers: { cookie } });
      expect(await server.end('SIGTERM')).toBe(0);

      const log = server.stderr();
      expect(log).toContain('"event":"request"');
      expect(log).toContain('"event":"refused"');
      for (const line of log.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('event');
      const secrets = [
        ...[person.userId, person.firstName, person.lastName, person.email, 'dyslexia'],
        ...['attempt.php', 'exam-access-key', 'Because', SECRET, 'a support secret'],
        ...[jwt, jwt.split('.')[1], ticket, app.token, grant.supportKey, password],
        ...[cookie.split('=')[1], 'wrong-token'],
      ];
      for (const secret of secrets) {
        expect([secret, log.includes(String(secret))]).toEqual([secret, false]);
      }
    },
  );
});
