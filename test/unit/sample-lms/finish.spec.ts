import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reviewPath } from '../../sample-lms/addresses.ts';
import { beginQuiz, startSite } from './site.ts';
import type { Site } from './site.ts';
import { eventually } from '../../setup/eventually.ts';

let site: Site;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

/** Submits the attempt as the summary page does. */
async function submit() {
  const { attempt, key, parameters } = await beginQuiz(site);
  const fields = { attempt: String(attempt.id), sesskey: key, finishattempt: '1' };
  const answer = await site.candidate.post('/mod/quiz/processattempt.php', fields);
  return { attempt, parameters, location: answer.headers.get('location'), fields };
}

describe('the finish call', () => {
  it('is made by the LMS itself with a token of 30 s and the review page', async () => {
    const before = Math.floor(Date.now() / 1000);
    const { attempt, parameters, location } = await submit();
    expect(location).toBe(reviewPath(attempt.id));
    await eventually(() => expect(site.proctor.finishes).toHaveLength(1));
    const [finish] = site.proctor.finishes;
    expect(finish).toMatchObject({
      path: `/api/v2/integration/simple/uni/sessions/${parameters.sessionId}/finish/`,
      scheme: 'JWT',
      token: { header: { typ: 'JWT', alg: 'HS256' }, genuine: true },
      body: { sessionFinishUrl: site.lms.url + reviewPath(attempt.id) },
    });
    expect(Object.keys(finish?.token.payload ?? {})).toEqual(['exp']);
    const life = Number(finish?.token.payload['exp']) - before;
    expect(life).toBeGreaterThanOrEqual(30);
    expect(life).toBeLessThanOrEqual(32);
    await eventually(() => expect(site.lms.state.finishCalls[0]?.status).toBe(200));
  });

  it('is not made again: not after a failure, not after a second submit', async () => {
    site.proctor.finishStatus = 500;
    const { location, fields } = await submit();
    expect(location).toContain('review.php');
    const again = await site.candidate.post('/mod/quiz/processattempt.php', fields);
    expect(again.headers.get('location')).toBe(location);
    await eventually(() => expect(site.lms.state.finishCalls[0]?.status).toBe(500));
    await site.lms.close();
    expect(site.proctor.finishes).toHaveLength(1);
  });

  it('is hidden from the candidate when the server cannot be reached', async () => {
    site.lms.settings.proctorUrl = 'http://127.0.0.1:2';
    const { location } = await submit();
    expect((await site.candidate.open(location ?? '')).text).toContain('Submitted at');
    await eventually(() => {
      expect(site.lms.state.finishCalls[0]?.error).toContain('ECONNREFUSED');
    });
  });

  it('can be left out', async () => {
    site.lms.settings.sendFinish = false;
    const { attempt } = await submit();
    expect(attempt.finishedAt).not.toBeNull();
    expect(site.lms.state.finishCalls).toEqual([]);
  });
});
