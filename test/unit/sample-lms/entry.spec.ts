import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attemptPath, viewPath } from '../../sample-lms/addresses.ts';
import { newCandidate } from './candidate.ts';
import { beginQuiz, startSite } from './site.ts';
import type { Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

describe('sessionUrl', () => {
  it('signs in without a cookie, more than once, and lands on the quiz page', async () => {
    const { parameters } = await site.lms.addSample('start-on-campus-high');
    for (const candidate of [newCandidate(site.lms.url), newCandidate(site.lms.url)]) {
      const entry = await candidate.get(String(parameters['sessionUrl']));
      expect(entry.status).toBe(303);
      expect(entry.headers.get('location')).toBe(viewPath);
      expect(entry.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^MoodleSession=[0-9a-f]{32}; Path=\/; HttpOnly$/),
      ]);
      expect((await candidate.open(viewPath)).text).toContain('Attempt quiz');
    }
  });

  it('refuses a wrong token', async () => {
    const { parameters } = await site.lms.addSample('start-on-campus-high');
    const url = new URL(String(parameters['sessionUrl']));
    url.searchParams.set('token', '0'.repeat(32));
    expect((await site.candidate.get(url.href)).status).toBe(403);
    expect(site.candidate.cookies.size).toBe(0);
  });
});

describe('pages of the site', () => {
  it('may be framed by the site alone, and carry menus to notes on the same origin', async () => {
    const { page } = await beginQuiz(site);
    const answer = await site.candidate.get(page.path);
    expect(answer.headers.get('x-frame-options')).toBe('sameorigin');
    for (const path of ['/my/', '/my/courses.php', '/message/index.php', '/mod/forum/view.php']) {
      expect(page.text).toContain(`href="${path}`);
      expect((await site.candidate.get(path)).status).toBe(200);
    }
    const notes = await site.candidate.open('/mod/page/view.php?id=8839');
    expect(notes.text).toContain('converges quadratically');
  });

  it('lead a stranger to the sign-in page', async () => {
    const { attempt } = await beginQuiz(site);
    const stranger = newCandidate(site.lms.url);
    for (const path of [viewPath, attemptPath(attempt.id), '/my/', '/mod/page/view.php?id=8839']) {
      const answer = await stranger.get(path);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login/index.php']);
    }
  });

  it('give nobody an attempt of somebody else', async () => {
    const { attempt } = await beginQuiz(site);
    const { parameters } = await site.lms.addSample('start-high-stakes-medium');
    const other = newCandidate(site.lms.url);
    await other.open(String(parameters['sessionUrl']));
    const answer = await other.get(attemptPath(attempt.id));
    expect(answer.headers.get('location')).toBe(viewPath);
  });

  it('serve the addresses a start hands over', async () => {
    const photo = await site.candidate.get('/photos/candidate.jpg');
    expect(photo.headers.get('content-type')).toBe('image/jpeg');
    expect((await site.candidate.get('/exam-terms')).status).toBe(200);
    expect((await site.candidate.get('/quiz/8841/done')).status).toBe(200);
  });
});
