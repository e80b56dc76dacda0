import { beforeEach, describe, expect, test, vi } from 'vitest';
import { formatDeepLink } from '../../../../contract/deepLink.ts';
import type { Incident } from '../../../../contract/incident.ts';
import type { JourneyAt } from '../../../../contract/journey.ts';
import { linkStage } from '../../../../main/stages/1-link.ts';
import type { SavedSession } from '../../../../main/system/savedSession.ts';
import { fakeServer } from '../../../fakes/serverClient.ts';
import { grant } from '../../../fixtures/grant.ts';
import { sessionView } from '../../../fixtures/session.ts';
import { SERVER, stageParts } from './stageParts.ts';
import { eventually } from '../../../setup/eventually.ts';

const LINK = formatDeepLink({ server: SERVER, ticket: 't'.repeat(43) });
const checks: JourneyAt<'checks'> = { stage: 'checks', session: sessionView(), results: {} };

beforeEach(() => {
  vi.useRealTimers();
});

function setUp(
  options: {
    trusted?: boolean;
    saved?: SavedSession;
    start?: JourneyAt<'finish'>;
    manifest?: string;
    incident?: Incident;
  } = {},
) {
  const made = stageParts(options.start);
  const client = fakeServer();
  const confirmed: string[] = [];
  let saved = options.saved;
  const stage = linkStage({
    ...made.parts,
    identity: {
      ...made.parts.identity,
      ...(options.manifest === undefined ? {} : { manifest: options.manifest }),
    },
    client,
    trusted: {
      includes: (server) => options.trusted === true || confirmed.includes(server),
      confirm: (server) => Promise.resolve(void confirmed.push(server)),
    },
    saved: {
      read: () => Promise.resolve(saved),
      write: () => Promise.resolve(),
      remove: () => Promise.resolve(void (saved = undefined)),
    },
    secret: 'secret',
    ruleGrant: (_server, given) =>
      Promise.resolve({
        grant: given,
        ...(options.incident === undefined ? {} : { incident: options.incident }),
      }),
    suggestLanguage: () => undefined,
    onGranted: () => undefined,
  });
  const reaches = (expected: object) =>
    eventually(() => expect(made.parts.journey.now()).toMatchObject(expected));
  return { ...made, client, confirmed, stage, reaches, saved: () => saved };
}

const kept = (wanted: Partial<SavedSession> = {}): SavedSession => ({
  server: SERVER,
  grant: grant(),
  journey: checks,
  left: false,
  breakTaken: 0,
  clockOffset: 0,
  ...wanted,
});

describe('a link', () => {
  test('to a trusted server leads to the session', async () => {
    const { stage, reaches } = setUp({ trusted: true });
    await stage.open(LINK);
    await reaches({ stage: 'session', phase: 'asking', session: { candidateName: 'Luc Moreau' } });
  });

  test('to an unknown server asks, naming its host, and remembers a yes', async () => {
    const { stage, reaches, confirmed } = setUp();
    await stage.open(LINK);
    await reaches({ stage: 'link', phase: 'confirming', host: 'proctor.uni.example' });
    expect(confirmed).toEqual([]);
    await stage.confirm(true);
    await reaches({ stage: 'session' });
    expect(confirmed).toEqual([SERVER]);
  });

  test('is dropped at a no, and nothing was asked of the server', async () => {
    const { stage, client, confirmed, parts } = setUp();
    const redeem = vi.spyOn(client, 'redeem');
    await stage.open(LINK);
    await stage.confirm(false);
    expect(parts.journey.now()).toMatchObject({ stage: 'link', phase: 'waiting' });
    expect(redeem).not.toHaveBeenCalled();
    expect(confirmed).toEqual([]);
  });

  test.each([
    ['https://proctor.uni.example', 'link_foreign'],
    ['invigil://open?server=x', 'link_malformed'],
    ['invigil://start?server=https%3A%2F%2Fa.example&ticket=x', 'link_malformed'],
    [formatDeepLink({ server: 'http://a.example/', ticket: 't'.repeat(43) }), 'link_insecure'],
    // Loopback is for development and test builds.
    [formatDeepLink({ server: 'http://127.0.0.1:8000/', ticket: 't'.repeat(43) }), 'link_insecure'],
  ])('%s leads nowhere: %s', async (link, problem) => {
    const { stage, reaches } = setUp({ trusted: true });
    await stage.open(link);
    await reaches({ stage: 'link', phase: 'waiting', problem });
  });

  test('that the server refuses says why', async () => {
    const { stage, client, reaches } = setUp({ trusted: true });
    client.failures.push('ticket_expired');
    await stage.open(LINK);
    await reaches({ stage: 'link', phase: 'waiting', problem: 'ticket_expired' });
  });

  test('is redeemed with the build that asks, as far as it can be told', async () => {
    const { stage, client, reaches } = setUp({ trusted: true });
    const redeem = vi.spyOn(client, 'redeem');
    await stage.open(LINK);
    await reaches({ stage: 'session' });
    expect(redeem.mock.calls[0]?.[1].build).toEqual({ kind: 'release' });
    const manifest = 'c'.repeat(64);
    const packed = setUp({ trusted: true, manifest });
    const redeemed = vi.spyOn(packed.client, 'redeem');
    await packed.stage.open(LINK);
    await packed.reaches({ stage: 'session' });
    expect(redeemed.mock.calls[0]?.[1].build).toEqual({ kind: 'release', manifest });
  });

  test('to a server whose rules are not accepted leads to the session, and staff are told', async () => {
    const incident: Incident = { kind: 'rules_refused', severity: 'notice', evidence: [] };
    const { stage, reaches, reported } = setUp({ trusted: true, incident });
    await stage.open(LINK);
    await reaches({ stage: 'session' });
    expect(reported()).toEqual(['rules_refused']);
  });

  test('is asked again under the same id when the answer did not come', async () => {
    const { stage, client, reaches } = setUp({ trusted: true });
    const redeem = vi.spyOn(client, 'redeem');
    client.failures.push('server_unreachable');
    await stage.open(LINK);
    await reaches({ stage: 'session' });
    expect(new Set(redeem.mock.calls.map(([, { id }]) => id)).size).toBe(1);
    expect(redeem).toHaveBeenCalledTimes(2);
  });

  test('does not open a session that the candidate stopped waiting for', async () => {
    const { stage, client, parts } = setUp({ trusted: true });
    client.failures.push('server_unreachable');
    await stage.open(LINK);
    await stage.confirm(false);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(parts.journey.now()).toMatchObject({ stage: 'link', phase: 'waiting' });
    expect(parts.sessions.current()).toBeUndefined();
  });

  test('during a session is ignored, told and reported', async () => {
    const { stage, parts, begin, notices, reported, reaches } = setUp({ trusted: true });
    await begin();
    await stage.open(LINK);
    await reaches({ stage: 'session' });
    await stage.open(LINK);
    expect(parts.journey.now().stage).toBe('session');
    expect(notices).toEqual(['link_ignored']);
    expect(reported()).toEqual(['link_ignored']);
  });

  test('on the end page begins the next exam', async () => {
    const start: JourneyAt<'finish'> = {
      stage: 'finish',
      session: sessionView(),
      by: 'lms',
      unsent: 0,
    };
    const { stage, reaches } = setUp({ trusted: true, start });
    await stage.open(LINK);
    await reaches({ stage: 'session' });
  });

  test('of the saved session leads to where the candidate was', async () => {
    const { stage, reaches } = setUp({ trusted: true, saved: kept() });
    await stage.open(LINK);
    await reaches({ stage: 'checks' });
  });

  test('keeps what was contested, and what wrong codes came to', async () => {
    const contested = { steps: ['virtual_machine' as const], failedCodes: 3, failedAt: 5 };
    const journey = { ...checks, session: sessionView({ contested }) };
    const { stage, reaches } = setUp({ trusted: true, saved: kept({ journey }) });
    await stage.open(LINK);
    await reaches({ stage: 'checks', session: { contested } });
  });

  test('of another session does not', async () => {
    const other = grant({ id: '11111111-3f2c-4d55-9d0e-3f6b5f2c8a11' });
    const { stage, reaches } = setUp({ trusted: true, saved: kept({ grant: other }) });
    await stage.open(LINK);
    await reaches({ stage: 'session' });
  });
});

describe('"Continue"', () => {
  test('leads back without a link', async () => {
    const { stage, reaches } = setUp({ saved: kept() });
    await stage.continueSaved();
    await reaches({ stage: 'checks' });
  });

  test('says when the session is closed, and is not offered again', async () => {
    const { stage, client, reaches, saved } = setUp({ saved: kept() });
    client.failures.push('closed_disconnected');
    await stage.continueSaved();
    await reaches({ stage: 'link', problem: 'closed_disconnected' });
    expect(saved()).toBeUndefined();
  });

  test('of a begun exam is asked for again: its start may still be on the way', async () => {
    const session = sessionView();
    const times = { startedAt: session.startsAt, endsAt: session.endsAt };
    const journey: JourneyAt<'exam'> = {
      ...{ stage: 'exam', session, phase: 'running', ...times, page: 'loading', covers: [] },
    };
    const { stage, client, reaches, saved } = setUp({ saved: kept({ journey }) });
    client.failures.push('too_late');
    await stage.continueSaved();
    await reaches({ stage: 'exam' });
    expect(saved()).toBeDefined();
  });

  test('without anything saved says that there is nothing', async () => {
    const { stage, reaches } = setUp();
    await stage.continueSaved();
    await reaches({ stage: 'link', problem: 'session_unknown' });
  });
});
