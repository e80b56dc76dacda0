import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attemptPath, reviewPath, summaryPath, viewPath } from '../../sample-lms/addresses.ts';
import { scriptData } from './candidate.ts';
import { beginQuiz, startSite } from './site.ts';
import type { Site } from './site.ts';
import { eventually } from '../../setup/eventually.ts';

let site: Site;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

const PROCESS = '/mod/quiz/processattempt.php';

describe('the quiz by POST pages', () => {
  it('saves each page, goes back and forth, and submits from the summary', async () => {
    const { attempt, key } = await beginQuiz(site);
    const send = async (thispage: number, fields: Record<string, string> | URLSearchParams) => {
      const body = new URLSearchParams(fields);
      body.set('attempt', String(attempt.id));
      body.set('sesskey', key);
      body.set('thispage', String(thispage));
      return (await site.candidate.post(PROCESS, body)).headers.get('location');
    };
    const answers = { 'answer:q1': 'veniez', 'answer:q2': 'Si j’avais su, je serais venu.' };
    expect(await send(0, { ...answers, next: '1' })).toBe(attemptPath(attempt.id, 1));
    expect(await send(1, { 'answer:q3': 'Oui,\r\net non.', previous: '1' })).toBe(
      attemptPath(attempt.id, 0),
    );
    const several = new URLSearchParams([
      ['answer:q4', 'Cependant'],
      ['answer:q4', 'Toutefois'],
      ['next', '1'],
    ]);
    expect(await send(2, several)).toBe(attemptPath(attempt.id, 3));
    expect(await send(3, { 'answer:q6': 'Mieux vaut partir tôt.', next: '1' })).toBe(
      summaryPath(attempt.id),
    );
    expect(await send(0, { 'answer:q1': '', goto: '2' })).toBe(attemptPath(attempt.id, 2));

    const page = await site.candidate.open(attemptPath(attempt.id, 2));
    expect(scriptData(page.text, 'attempt-data')['answers']).toEqual({
      q4: ['Cependant', 'Toutefois'],
    });
    const finished = await site.candidate.post(PROCESS, {
      attempt: String(attempt.id),
      sesskey: key,
      finishattempt: '1',
    });
    expect(finished.headers.get('location')).toBe(reviewPath(attempt.id));
    expect(attempt.answers).toEqual({
      q2: 'Si j’avais su, je serais venu.',
      q3: 'Oui,\net non.',
      q4: ['Cependant', 'Toutefois'],
      q6: 'Mieux vaut partir tôt.',
    });
    expect((await site.candidate.open(viewPath)).text).toContain('Your attempt was submitted');
    expect((await site.candidate.open(attemptPath(attempt.id))).path).toBe(reviewPath(attempt.id));
  });

  it('leaves the same answers when a page is posted twice', async () => {
    const { attempt, key } = await beginQuiz(site);
    const fields = {
      attempt: String(attempt.id),
      sesskey: key,
      thispage: '0',
      next: '1',
      'answer:q1': 'twice',
    };
    await site.candidate.post(PROCESS, fields);
    await site.candidate.post(PROCESS, fields);
    expect(attempt.answers).toEqual({ q1: 'twice' });
    expect(attempt.saves).toHaveLength(2);
  });

  it('goes on with the same attempt and answers after a new sign-in', async () => {
    const { attempt, key, parameters } = await beginQuiz(site);
    await site.candidate.post('/mod/quiz/autosave.ajax.php', {
      attempt: String(attempt.id),
      sesskey: key,
      thispage: '0',
      'answer:q1': 'half a thou',
    });
    expect(attempt.saves.map(({ source }) => source)).toEqual(['autosave']);
    const view = await site.candidate.open(String(parameters['sessionUrl']));
    expect(view.text).toContain('Continue your attempt');
    const page = await site.candidate.open(attemptPath(attempt.id));
    expect(scriptData(page.text, 'attempt-data')['answers']).toEqual({ q1: 'half a thou' });
  });

  it('refuses a form of another sign-in', async () => {
    const { attempt } = await beginQuiz(site);
    const fields = { attempt: String(attempt.id), sesskey: 'stale', thispage: '0' };
    const posted = await site.candidate.post(PROCESS, { ...fields, 'answer:q1': 'x' });
    expect(posted.headers.get('location')).toBe(viewPath);
    const saved = await site.candidate.post('/mod/quiz/autosave.ajax.php', fields);
    expect(saved.status).toBe(403);
    expect(attempt.answers).toEqual({});
  });

  it('counts down by the LMS and takes what came in time', async () => {
    site.lms.settings.timeLimitSeconds = 90;
    const { attempt, key, page } = await beginQuiz(site);
    const remaining = Number(scriptData(page.text, 'attempt-data')['remainingMs']);
    expect(remaining).toBeGreaterThan(80_000);
    expect(remaining).toBeLessThanOrEqual(90_000);
    const answer = await site.candidate.post(PROCESS, {
      attempt: String(attempt.id),
      sesskey: key,
      thispage: '0',
      timeup: '1',
      'answer:q1': 'at the bell',
    });
    expect(answer.headers.get('location')).toBe(reviewPath(attempt.id));
    expect(attempt.saves.map(({ source }) => source)).toEqual(['timeup']);
    expect(attempt.finishedAt).not.toBeNull();
    await eventually(() => expect(site.proctor.finishes).toHaveLength(1));
  });

  it('asks with the text, choice, essay and list questions of its exam', async () => {
    const { page } = await beginQuiz(site, 'start-high-stakes-medium');
    const data = scriptData(page.text, 'attempt-data');
    expect(JSON.stringify(data['survey'])).toContain("1. One step of Newton's method");
    const essay = await site.candidate.open(page.path.replace('page=0', 'page=1'));
    expect(scriptData(essay.text, 'attempt-data')['editors']).toEqual(['q3']);
    expect(page.text).toContain('target="_blank"');
    expect(page.text).toContain('src="http://127.0.0.1:2/');
  });
});
