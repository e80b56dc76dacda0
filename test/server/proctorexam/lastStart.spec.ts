import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions } from '../../../server/actions/index.ts';
import { redeem, status as tellStatus, ticketOf, type App } from '../support/app.ts';
import { iso } from '../support/lms.ts';
import { performAs } from '../support/performAs.ts';
import { MINUTE, pass, type TestServer } from '../support/server.ts';
import { tokenOf } from '../support/startPage.ts';
import type { Json } from './client.ts';
import { deepLinkOf, examOf, makeExam, makeStudent, openByLink } from './exam.ts';
import { join, startInstituteServer, type Member } from './institute.ts';

let server: TestServer;
let member: Member;
beforeAll(async () => {
  server = await startInstituteServer();
  member = await join(server);
});
afterAll(() => server.close());

/** An exam of ninety minutes whose last start is in `minutes`. */
const examUntil = (minutes: number): Promise<Json & { id: number }> =>
  makeExam(member.client, {
    ...examOf(server, { end_time: iso(server.now() + minutes * MINUTE) }),
    ...{ use_duration: true, duration_minutes: 90 },
  });
const stateOf = async (app: App): Promise<Json> => (await app.beat()).body['state'] as Json;
const link = async (token: string, purpose = 'exam'): Promise<unknown> => {
  const headers = { accept: 'application/json' };
  const answer = await fetch(`${server.url}/proctorexam/${purpose}/${token}`, { headers });
  return answer.ok ? 'open' : ((await answer.json()) as Json)['error'];
};
const pageOf = async (token: string, purpose: string): Promise<string> => {
  const headers = { accept: 'text/html' };
  return (await fetch(`${server.url}/proctorexam/${purpose}/${token}`, { headers })).text();
};
const post = async (path: string, renewal: string): Promise<unknown> => {
  const answer = await fetch(`${server.url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ renewal }),
  });
  return answer.ok ? 'open' : ((await answer.json()) as Json)['error'];
};

describe('the last start', () => {
  it('is kept by whoever entered before it and needs a while for the checks', async () => {
    const made = await examUntil(5);
    const [first, late] = [await makeStudent(member.client, made.id), await openLate(made.id)];
    const app = await openByLink(server, first.token);
    expect(app.grant.startsUntil).toBe(iso(server.now() + 35 * MINUTE));
    await app.send(tellStatus(server, 'in_setup'));
    await pass(server, 10 * MINUTE);
    expect(await link(late.token)).toBe('too_late');
    // The app was started again meanwhile, and the mail's link was opened once more.
    expect((await app.refresh()).status).toBe(200);
    const next = await openByLink(server, first.token);
    const begun = await next.send(
      tellStatus(server, 'in_setup'),
      tellStatus(server, 'exam_started'),
    );
    expect(begun.body['refused']).toEqual([]);
    expect(await stateOf(next)).toMatchObject({
      status: 'exam_started',
      endsAt: iso(server.now() + 90 * MINUTE),
    });
  });

  const openLate = (exam: number) => makeStudent(member.client, exam);

  it('is over for good half an hour later, as the app was told', async () => {
    const made = await examUntil(5);
    const added = await makeStudent(member.client, made.id);
    const app = await openByLink(server, added.token);
    await app.send(tellStatus(server, 'in_setup'));
    await pass(server, 35 * MINUTE);
    expect((await stateOf(app))['startsUntil']).toBe(iso(server.now()));
    const begun = await app.send(tellStatus(server, 'exam_started'));
    expect(begun.body['refused']).toMatchObject([{ error: 'too_late' }]);
    expect((await app.refresh()).body['error']).toBe('too_late');
    expect(await link(added.token)).toBe('too_late');
  });

  it('is not kept by a check in advance', async () => {
    const made = await examUntil(5);
    const added = await makeStudent(member.client, made.id);
    const app = await openByLink(server, added.token, 'check');
    await pass(server, 6 * MINUTE);
    expect((await app.refresh()).body['error']).toBe('too_late');
    expect(await link(added.token)).toBe('too_late');
  });
});

describe('late entry for one student', () => {
  it('moves the last start, with the whole time after it, and outlives a change of the exam', async () => {
    const made = await examUntil(5);
    const added = await makeStudent(member.client, made.id);
    const other = await makeStudent(member.client, made.id);
    await pass(server, 40 * MINUTE);
    expect(await link(added.token)).toBe('too_late');
    const row = await server.deps.database
      .selectFrom('apiSessions')
      .select('sessionId')
      .where('id', '=', added.id)
      .executeTakeFirstOrThrow();
    const until = server.now() + 20 * MINUTE;
    const allow = (at: number) =>
      performAs(server.deps, { ...row, actor: 'vera' }, actions['late-entry'], { until: at });
    expect(await allow(until)).toMatchObject({ done: true });
    expect(await allow(until)).toEqual({ done: false, reason: 'time_not_later' });
    const changed = await member.client.patch(
      `exams/${String(made.id)}`,
      { id: made.id },
      { name: 'Renamed' },
    );
    expect(changed.status).toBe(200);
    expect(await link(other.token)).toBe('too_late');
    await pass(server, 19 * MINUTE);
    const app = await openByLink(server, added.token);
    await app.send(tellStatus(server, 'in_setup'), tellStatus(server, 'exam_started'));
    expect(await stateOf(app)).toMatchObject({
      status: 'exam_started',
      endsAt: iso(server.now() + 90 * MINUTE),
    });
  });

  it('opens no exam that somebody closed', async () => {
    const made = await examUntil(60);
    const added = await makeStudent(member.client, made.id);
    const row = await server.deps.database
      .selectFrom('apiSessions')
      .select('sessionId')
      .where('id', '=', added.id)
      .executeTakeFirstOrThrow();
    const until = server.now() + 120 * MINUTE;
    await performAs(server.deps, { ...row, actor: 'vera' }, actions['late-entry'], { until });
    const ids = { id: made.id };
    await member.client.patch(`exams/${String(made.id)}`, ids, { status: 'closed' });
    expect(await link(added.token)).toBe('too_late');
  });
});

describe('a page’s renewal', () => {
  it('gives no ticket elsewhere than where the page came from', async () => {
    const made = await examUntil(60);
    const added = await makeStudent(member.client, made.id);
    const renewal = tokenOf(await pageOf(added.token, 'exam'));
    expect(await post('integration/simple/north/ticket/', renewal)).toBe('ticket_unknown');
    expect(await post('proctorexam/exam/ticket/', renewal)).toBe('open');
  });

  it('gives no ticket for an exam that somebody closed or deleted, and none is redeemed', async () => {
    for (const shut of ['closed', 'deleted'] as const) {
      const made = await examUntil(60);
      const added = await makeStudent(member.client, made.id);
      const renewal = tokenOf(await pageOf(added.token, 'check'));
      const ticket = ticketOf(await deepLinkOf(server, added.token));
      const path = `exams/${String(made.id)}`;
      const ids = { id: made.id };
      if (shut === 'closed') await member.client.patch(path, ids, { status: 'closed' });
      else await member.client.delete(path, ids);
      const reason = shut === 'closed' ? 'too_late' : 'session_unknown';
      expect(await post('proctorexam/exam/ticket/', renewal)).toBe(reason);
      expect((await redeem(server, ticket)).body['error']).toBe(reason);
      expect(await link(added.token)).toBe(reason);
    }
  });
});
