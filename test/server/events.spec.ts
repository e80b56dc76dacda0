import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Grant } from '../../contract/grant.ts';
import { EventsAnswer } from '../../contract/http.ts';
import { Refusal } from '../../contract/reasons.ts';
import { listChecks } from '../../server/storage/checks.ts';
import { listIncidents } from '../../server/storage/incidents.ts';
import { listTransitions } from '../../server/storage/transitions.ts';
import { event, openApp, post, status } from './support/app.ts';
import { iso, parameters } from './support/lms.ts';
import { MINUTE, startTestServer, type TestServer } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const transitions = async (id: string) =>
  (await listTransitions(server.deps.database, id)).map(({ status: to, at, cause, moved }) => ({
    ...{ to, at: at.getTime(), cause, moved },
  }));

describe('events', () => {
  it('are judged one by one: a bad one holds up none of the others', async () => {
    const app = await openApp(server, parameters(server));
    const good = status(server, 'after_check_req');
    const badStatus = { ...status(server, 'in_setup'), status: 'half_done' };
    const badId = { ...status(server, 'in_setup'), id: '7' };
    const answer = EventsAnswer.parse((await app.send(badStatus, good, badId, { x: 1 })).body);
    expect(answer.accepted).toEqual([good.id]);
    expect(answer.refused.map(({ id, error }) => [id, error])).toEqual([
      [badStatus.id, 'body_invalid'],
      ['7', 'body_invalid'],
      ['#3', 'body_invalid'],
    ]);
    expect(answer.refused[0]?.faults[0]?.path).toBe('status');
    expect(answer.state.status).toBe('after_check_req');
  });

  it('count once, however often and in whatever company they are sent', async () => {
    const app = await openApp(server, parameters(server));
    const incident = event(server, {
      type: 'incident',
      incident: { kind: 'display_added', severity: 'serious', evidence: [{ code: 'displays' }] },
    });
    const setup = status(server, 'in_setup');
    await app.send(incident, incident, setup);
    const again = EventsAnswer.parse((await app.send(setup, incident)).body);
    expect(again.accepted).toEqual([setup.id, incident.id]);
    await app.send(setup);
    expect(await listIncidents(server.deps.database, app.grant.id)).toHaveLength(1);
    const moves = await transitions(app.grant.id);
    expect(moves.map(({ to }) => to)).toEqual(['registered', 'in_setup']);
  });

  it('of one session do not hide those of another with the same id', async () => {
    const one = await openApp(server, parameters(server));
    const other = await openApp(server, parameters(server));
    const shared = status(server, 'in_setup');
    await one.send(shared);
    const answer = EventsAnswer.parse((await other.send(shared)).body);
    expect(answer.state.status).toBe('in_setup');
  });

  it('move the status forward only, and keep the time of each', async () => {
    const app = await openApp(server, parameters(server));
    const began = server.now();
    const at = (minutes: number) => iso(began + minutes * MINUTE);
    server.clock.skip(5 * MINUTE);
    const send = async (wire: string, minutes: number) => {
      const answer = await app.send(status(server, wire, { at: at(minutes) }));
      return EventsAnswer.parse(answer.body).state.status;
    };
    expect(await send('in_setup', 2)).toBe('in_setup');
    expect(await send('after_check_req', 1)).toBe('in_setup');
    expect(await send('exam_not_started', 3)).toBe('exam_not_started');
    expect(await send('in_setup', 2.5)).toBe('exam_not_started');
    expect(await send('in_setup', 3.5)).toBe('in_setup');
    expect(await send('exam_started', 4)).toBe('exam_started');
    expect(await send('exam_not_started', 4.5)).toBe('exam_started');
    expect(await send('registered', 4.6)).toBe('exam_started');
    expect(await send('exam_finished', 5)).toBe('exam_finished');
    expect(await send('exam_started', 5)).toBe('exam_finished');
    const moves = await transitions(app.grant.id);
    expect(moves.map(({ to, at: when, moved }) => [to, (when - began) / MINUTE, moved])).toEqual([
      ['registered', 0, true],
      ['after_check_req', 1, false],
      ['in_setup', 2, true],
      ['exam_not_started', 3, true],
      ['in_setup', 3.5, true],
      ['exam_started', 4, true],
      ['exam_finished', 5, true],
    ]);
  });

  it('of one batch happen in the order of their times', async () => {
    const app = await openApp(server, parameters(server));
    const began = server.now();
    server.clock.skip(MINUTE);
    const at = (second: number) => ({ at: iso(began + second * 1000) });
    await app.send(
      status(server, 'exam_started', at(30)),
      status(server, 'in_setup', at(20)),
      status(server, 'after_check_req', at(10)),
    );
    const moves = await transitions(app.grant.id);
    expect(moves.map(({ to, moved }) => [to, moved])).toEqual([
      ['registered', true],
      ['after_check_req', true],
      ['in_setup', true],
      ['exam_started', true],
    ]);
  });

  it('cannot start an exam outside its window, nor in the future', async () => {
    const ends = server.now() + 10 * MINUTE;
    const app = await openApp(server, parameters(server, { endDate: iso(ends) }));
    const late = status(server, 'exam_started', { at: iso(ends) });
    const answer = EventsAnswer.parse((await app.send(late)).body);
    expect(answer.refused).toEqual([{ id: late.id, error: 'too_late', faults: [] }]);
    const ahead = status(server, 'exam_started', { at: iso(server.now() + 5 * MINUTE) });
    const { state } = EventsAnswer.parse((await app.send(ahead)).body);
    expect(state.startedAt).toBe(iso(server.now()));
  });

  it('of a check keep the newest word', async () => {
    const app = await openApp(server, parameters(server));
    const check = (state: string, seconds: number, more: object = {}) =>
      event(server, {
        type: 'check',
        at: iso(server.now() + seconds * 1000),
        result: { step: 'bandwidth', state, ...more },
      });
    server.clock.skip(MINUTE);
    await app.send(check('failed', -20, { outcome: 'warn', bandwidthSpeed: 120_000.5 }));
    await app.send(check('not_completed', -30));
    expect(await listChecks(server.deps.database, app.grant.id)).toEqual([
      {
        step: 'bandwidth',
        state: 'failed',
        outcome: 'warn',
        bandwidthSpeed: 120_000.5,
        evidence: [],
      },
    ]);
  });

  it('record a consent that is asked for another way', async () => {
    const app = await openApp(server, parameters(server));
    await app.send(event(server, { type: 'consent', given: true }));
    server.clock.skip(1000);
    const explanation = 'My camera is broken.';
    await app.send(event(server, { type: 'consent', given: false, explanation }));
    expect(Grant.parse((await app.refresh()).body).consentedAt).toBeUndefined();
  });

  it('are refused as a batch when the batch is none', async () => {
    const app = await openApp(server, parameters(server));
    const path = 'api/client/v1/events';
    for (const body of [{}, { events: [] }, { events: new Array(201).fill({}) }, []]) {
      const answer = await post(server, path, body, app.token);
      expect(answer.status).toBe(422);
      expect(Refusal.parse(answer.body).error).toBe('body_invalid');
    }
  });

  it('are taken after the session is closed', async () => {
    const app = await openApp(server, parameters(server));
    await app.send(status(server, 'exam_started'), status(server, 'exam_finished'));
    const late = event(server, {
      type: 'incident',
      incident: { kind: 'exam_page_crashed', severity: 'info' },
    });
    const answer = EventsAnswer.parse((await app.send(late)).body);
    expect(answer.accepted).toEqual([late.id]);
    expect(answer.state.closed).toEqual({ by: 'candidate', reason: 'session_closed' });
    expect(await listIncidents(server.deps.database, app.grant.id)).toHaveLength(1);
    const refused = await app.refresh();
    expect([refused.status, refused.body['error']]).toEqual([410, 'session_closed']);
  });
});
