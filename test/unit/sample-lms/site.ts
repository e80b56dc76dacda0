import { startLms } from '../../sample-lms/startLms.ts';
import type { RunningLms } from '../../sample-lms/startLms.ts';
import type { LmsOptions } from '../../sample-lms/settings.ts';
import { newCandidate } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { startFakeProctor } from './fakeProctor.ts';
import type { FakeProctor } from './fakeProctor.ts';

export const SECRET = 'demo-jwt-secret-0001';

/** An LMS, a proctoring server at its edge, and a candidate. */
export interface Site {
  readonly lms: RunningLms;
  readonly proctor: FakeProctor;
  readonly candidate: Candidate;
  close(): Promise<void>;
}

/** Starts both on free ports. */
export async function startSite(options: Partial<LmsOptions> = {}): Promise<Site> {
  const proctor = await startFakeProctor('uni', SECRET);
  const lms = await startLms({
    proctorUrl: proctor.url,
    integrationName: 'uni',
    jwtSecret: SECRET,
    ...options,
  });
  return {
    lms,
    proctor,
    candidate: newCandidate(lms.url),
    async close() {
      await lms.close();
      await proctor.close();
    },
  };
}

/** Signs in by `sessionUrl` and begins the attempt; returns its first page. */
export async function beginQuiz(site: Site, sample = 'start-on-campus-high') {
  const { parameters } = await site.lms.addSample(sample);
  const view = await site.candidate.open(String(parameters['sessionUrl']));
  const key = /name="sesskey" value="([^"]*)"/.exec(view.text)?.[1] ?? '';
  const begun = await site.candidate.post('/mod/quiz/startattempt.php', { sesskey: key });
  const page = await site.candidate.open(begun.headers.get('location') ?? '');
  const attempt = site.lms.state.attempts.at(-1);
  if (attempt === undefined) throw new Error('the attempt was not begun');
  return { parameters, key, attempt, page };
}
