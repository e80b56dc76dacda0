import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_API, EventsAnswer } from '../../contract/http.ts';
import { Refusal } from '../../contract/reasons.ts';
import { listIncidents } from '../../server/storage/incidents.ts';
import {
  bearer,
  event,
  openApp,
  post,
  redeem,
  redeemApp,
  ticketOf,
  type App,
} from './support/app.ts';
import { endAfter, newKey, testLog } from './support/eventLog.ts';
import { answerOf, iso, parameters, start, type Answer } from './support/lms.ts';
import { JPEG } from './support/pictures.ts';
import type { TestServer } from './support/server.ts';
import { startStaffedServer, type StaffedServer } from './support/staffedServer.ts';
import type { StaffClient } from './pages/support/staff.ts';

/**
 * What somebody can do who speaks to the server without our app, or with a changed one, and what the
 * institution then sees on the student's page. `docs/threat-model.md` names these cases.
 */
describe.each(['PGlite', 'PostgreSQL'] as const)('a forged client on %s', (kind) => {
  let staffed: StaffedServer;
  let server: TestServer;
  let staff: StaffClient;
  beforeAll(async () => {
    staffed = await startStaffedServer(kind);
    ({ server, staff } = staffed);
  });
  afterAll(() => staffed.close());

  const incident = (name = 'focus_lost') =>
    event(server, { type: 'incident', incident: { kind: name, severity: 'notice', evidence: [] } });
  const open = () => openApp(server, parameters(server));
  const codeOf = ({ status, body }: Answer) => [status, body['error']];
  /** What the server itself reports of the session. */
  const reported = async (app: App) =>
    (await listIncidents(server.deps.database, app.grant.id))
      .filter(({ source }) => source === 'server')
      .map(({ kind: what, severity, evidence }) => ({ what, severity, evidence }));
  const heldOf = async (app: App): Promise<string[]> =>
    (
      await server.deps.database
        .selectFrom('events')
        .select('id')
        .where('sessionId', '=', app.grant.id)
        .execute()
    ).map(({ id }) => id);
  /** The line of the student's page about the log, as staff read it. */
  const pageOf = async (app: App): Promise<string> => {
    const { examId } = await server.deps.database
      .selectFrom('sessions')
      .select('examId')
      .where('id', '=', app.grant.id)
      .executeTakeFirstOrThrow();
    const page = await staff.get(`/staff/exams/${examId}/students/${app.grant.id}`);
    const found = /<dt>Event log<\/dt><dd>(.*?)<\/dd>/s.exec(await page.text());
    return (found?.[1] ?? '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  };
  const photoOf = async (app: App, id: string, jpeg: Buffer): Promise<Answer> => {
    const search = new URLSearchParams({ kind: 'face', at: iso(server.now()) });
    return answerOf(
      await fetch(`${server.url}/${CLIENT_API.photo(id)}?${search.toString()}`, {
        method: 'POST',
        headers: { 'content-type': 'image/jpeg', ...bearer(app.token) },
        body: new Uint8Array(jpeg),
      }),
    );
  };

  it('that is none: an unchanged app’s log is whole, however often its batches come', async () => {
    const app = await open();
    expect(await pageOf(app)).toBe('Nothing recorded yet.');
    const first = app.log.seal(incident(), incident());
    const second = app.log.seal(incident());
    for (const batch of [first, first, second, first, second]) {
      expect((await app.deliver(batch)).status).toBe(200);
    }
    expect(await heldOf(app)).toHaveLength(3);
    expect(await reported(app)).toEqual([]);
    expect(await pageOf(app)).toBe('3 records, complete and signed');
  });

  it('with a key of its own reports nothing, and its try is seen', async () => {
    const app = await open();
    const stranger = testLog(app.grant.id, newKey());
    for (let tries = 0; tries < 3; tries += 1) {
      const answer = await app.deliver(stranger.seal(incident()));
      expect(codeOf(answer)).toEqual([403, 'log_key_unknown']);
    }
    expect(await heldOf(app)).toEqual([]);
    const evidence = [{ code: 'log_key_unknown', values: {} }];
    expect(await reported(app)).toEqual([{ what: 'log_refused', severity: 'serious', evidence }]);
    expect(await pageOf(app)).toContain('The signing key was never registered for this session.');
    // The app that holds the key goes on beside it.
    expect((await app.send(incident())).status).toBe(200);
  });

  it('with a stolen token and the name of the key cannot sign for it', async () => {
    const app = await open();
    const stranger = testLog(app.grant.id, { ...newKey(), key: app.key.key });
    expect(codeOf(await app.deliver(stranger.seal(incident())))).toEqual([
      403,
      'log_signature_wrong',
    ]);
    expect(await heldOf(app)).toEqual([]);
    expect(await pageOf(app)).toContain('The signature does not fit what was sent');
  });

  it.each([
    ['edits an event', ([one, , three]: object[]) => [one, incident('focus_regained'), three]],
    ['cuts an event out', ([one, , three]: object[]) => [one, three]],
    ['puts events in another order', ([one, two, three]: object[]) => [one, three, two]],
    ['adds an event', (events: object[]) => [...events, incident()]],
  ])('on the way that %s is refused whole', async (_what, change) => {
    const app = await open();
    const events = [incident(), incident(), incident()];
    const sealed = app.log.seal(...events);
    const changed = change(events).filter((each) => each !== undefined);
    const answer = await app.deliver({ ...sealed, events: changed });
    expect(codeOf(answer)).toEqual([403, 'log_signature_wrong']);
    expect(await heldOf(app)).toEqual([]);
    const [seen] = await reported(app);
    expect(seen).toMatchObject({
      what: 'log_refused',
      evidence: [{ code: 'log_signature_wrong', values: { first: 1 } }],
    });
    expect((await app.deliver(sealed)).status).toBe(200);
  });

  it('that leaves out a batch is told which records are missing, and so are staff', async () => {
    const app = await open();
    await app.send(incident());
    const hidden = app.log.seal(incident(), incident());
    const later = app.log.seal(incident());
    const answer = await app.deliver(later);
    expect(codeOf(answer)).toEqual([409, 'log_gap']);
    const { held, faults } = Refusal.parse(answer.body);
    expect(held?.number).toBe(1);
    expect(faults[0]?.message).toBe('records 2 to 3 are missing');
    expect(await heldOf(app)).toHaveLength(1);
    const evidence = [{ code: 'log_gap', values: { from: 2, to: 3 } }];
    expect(await reported(app)).toEqual([{ what: 'log_gap', severity: 'notice', evidence }]);
    expect(await pageOf(app)).toBe('1 record held Missing: records 2–3.');
    // Nothing is lost for good: with what was missing the log goes on.
    expect((await app.deliver(hidden)).status).toBe(200);
    expect((await app.deliver(later)).status).toBe(200);
    expect(await heldOf(app)).toHaveLength(4);
  });

  it('that holds the key and rewrites what it has told shows itself', async () => {
    const app = await open();
    const begin = app.log.end();
    const told = [incident(), incident(), incident()];
    await app.send(...told);
    const [first = {}] = told;
    const rewritten = app.log.forge(begin, [first, incident('focus_regained'), incident()]);
    const answer = await app.deliver(rewritten);
    expect(codeOf(answer)).toEqual([409, 'log_forked']);
    expect(Refusal.parse(answer.body).held?.number).toBe(3);
    expect(await heldOf(app)).toHaveLength(3);
    const evidence = [{ code: 'log_forked', values: { number: 2 } }];
    expect(await reported(app)).toEqual([{ what: 'log_forked', severity: 'serious', evidence }]);
    expect(await pageOf(app)).toContain('Fork at record 2: the server holds another one.');
  });

  it('that holds the key and declares records lost goes on, and leaves the gap in sight', async () => {
    const app = await open();
    await app.send(incident());
    const held = app.log.end();
    const lost = [incident(), incident()];
    const afterLoss = endAfter(held, lost);
    const next = [incident()];
    const stale = app.log.forge(afterLoss, next, { ...held, number: 0 });
    expect(codeOf(await app.deliver(stale))).toEqual([409, 'log_gap']);
    const declared = app.log.forge(afterLoss, next, held);
    expect((await app.deliver(declared)).status).toBe(200);
    expect((await app.deliver(declared)).status).toBe(200);
    const later = app.log.forge(endAfter(afterLoss, next), [incident()]);
    expect((await app.deliver(later)).status).toBe(200);
    expect(await heldOf(app)).toHaveLength(3);
    const evidence = [{ code: 'log_gap', values: { from: 2, to: 3 } }];
    expect(await reported(app)).toEqual([{ what: 'log_gap', severity: 'notice', evidence }]);
    expect(await pageOf(app)).toBe('3 records held Missing: records 2–3.');
  });

  it('that lost what the server holds may go on from there, and the fork stays in sight', async () => {
    const app = await open();
    const begin = app.log.end();
    await app.send(incident(), incident());
    // As after a disk that refused: the app's own log ends earlier than the server's.
    const again = [incident()];
    expect(codeOf(await app.deliver(app.log.forge(begin, again)))).toEqual([409, 'log_forked']);
    const declared = app.log.forge(begin, again, app.log.end());
    expect((await app.deliver(declared)).status).toBe(200);
    expect(await heldOf(app)).toHaveLength(3);
    const evidence = [{ code: 'log_forked', values: { number: 1 } }];
    expect(await reported(app)).toEqual([{ what: 'log_forked', severity: 'serious', evidence }]);
  });

  it('cannot pass events of one session off as those of another', async () => {
    const [one, other] = [await open(), await open()];
    const sealed = one.log.seal(incident());
    expect(codeOf(await other.deliver(sealed))).toEqual([403, 'log_key_unknown']);
    // Not even with the key of the session that is spoken to: it signs for another one.
    const passedOff = testLog(one.grant.id, other.key).seal(incident());
    expect(codeOf(await other.deliver(passedOff))).toEqual([403, 'log_signature_wrong']);
    expect(await heldOf(other)).toEqual([]);
    expect((await reported(other)).map(({ what }) => what)).toEqual(['log_refused', 'log_refused']);
    expect(await reported(one)).toEqual([]);
  });

  it('cannot send another picture than the one that was logged, unseen', async () => {
    const app = await open();
    const [logged, swapped, unlogged] = [randomUUID(), randomUUID(), randomUUID()];
    const sha256 = createHash('sha256').update(JPEG).digest('hex');
    for (const photo of [logged, swapped]) {
      await app.send(event(server, { type: 'photo', photo, sha256 }));
    }
    const other = Buffer.concat([
      JPEG.subarray(0, 2),
      Buffer.from([0xff, 0xfe, 0, 3, 7]),
      JPEG.subarray(2),
    ]);
    expect((await photoOf(app, logged, JPEG)).status).toBe(200);
    expect(await reported(app)).toEqual([]);
    expect((await photoOf(app, swapped, other)).status).toBe(200);
    expect((await photoOf(app, unlogged, JPEG)).status).toBe(200);
    const seen = await reported(app);
    expect(seen.map(({ what }) => what)).toEqual(['photo_unlogged', 'photo_unlogged']);
    const codes = seen.map(({ evidence }) => evidence[0]?.code);
    expect(codes.sort()).toEqual(['photo_hash_differs', 'photo_hash_missing']);
  });

  it('without a key is too old, and a repeated redemption cannot bring another key', async () => {
    const ticket = ticketOf((await start(server, parameters(server))).body['deepLink']);
    const redemption = { id: randomUUID(), ticket, appVersion: '0.0.0', platform: 'linux' };
    const keyless = await post(server, CLIENT_API.redeem, redemption);
    expect(codeOf(keyless)).toEqual([426, 'app_too_old']);
    // The ticket was not spent on it.
    expect((await redeem(server, ticket, redemption.id)).status).toBe(200);
    expect((await redeem(server, ticket, redemption.id)).status).toBe(200);
    const other = await post(server, CLIENT_API.redeem, { ...redemption, logKey: newKey().key });
    expect(codeOf(other)).toEqual([409, 'ticket_used']);
  });

  it('is not what an honest app is that was replaced: its late word still counts', async () => {
    const given = parameters(server);
    const first = await openApp(server, given);
    await first.send(incident());
    const waiting = first.log.seal(incident());
    const rest = first.log.seal(incident());
    server.clock.skip(1000);
    const second = await redeemApp(server, ticketOf((await start(server, given)).body['deepLink']));
    expect(EventsAnswer.parse((await first.deliver(waiting)).body).accepted).toHaveLength(1);
    // On one computer what waits goes out with the new token, in the log in which it was recorded.
    expect(EventsAnswer.parse((await second.deliver(rest)).body).accepted).toHaveLength(1);
    await second.send(incident());
    expect(await pageOf(second)).toBe('4 records, complete and signed');
  });

  it('at the same time as another: of two words for one place one is taken, always', async () => {
    const app = await open();
    const from = app.log.end();
    const batches = Array.from({ length: 6 }, () => app.log.forge(from, [incident(), incident()]));
    const answers = await Promise.all(batches.map((batch) => app.deliver(batch)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(await heldOf(app)).toHaveLength(2);
    expect((await reported(app)).map(({ what }) => what)).toEqual(['log_forked']);
  });

  it('that holds the key and lies from the start is believed: no log proves what was left out', async () => {
    const app = await open();
    // It saw two things and records one.
    await app.send(incident('focus_regained'));
    expect(await reported(app)).toEqual([]);
    expect(await pageOf(app)).toBe('1 record, complete and signed');
  });
});
