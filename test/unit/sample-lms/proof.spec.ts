import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attemptPath, entryUrl, summaryPath } from '../../sample-lms/addresses.ts';
import { scriptData } from './candidate.ts';
import { readToken } from './fakeProctor.ts';
import { beginQuiz, SECRET, startSite } from './site.ts';
import type { Site } from './site.ts';

let site: Site;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

describe('the proof overlay', () => {
  it('is on every attempt page and on no summary', async () => {
    const { attempt } = await beginQuiz(site);
    for (const page of [0, 1, 2, 3]) {
      const { text } = await site.candidate.open(attemptPath(attempt.id, page));
      expect(scriptData(text, 'proof-data')).toMatchObject({
        message: 'proctoringReady_n6EY',
        listener: 'late',
        waitMs: 15_000,
      });
    }
    const summary = await site.candidate.open(summaryPath(attempt.id));
    expect(summary.text).not.toContain('proof-data');
  });

  it('goes back with the same session and an attempt page without a token', async () => {
    const { attempt, page, parameters } = await beginQuiz(site);
    const data = scriptData(page.text, 'proof-data');
    expect(data['action']).toBe(`${site.proctor.url}/integration/simple/uni/start/`);
    const again = readToken(String(data['token']), SECRET);
    expect(again).toMatchObject({ genuine: true });
    expect(again.payload).toEqual({
      ...parameters,
      sessionUrl: site.lms.url + attemptPath(attempt.id),
    });
    const script = await fetch(
      `${site.lms.url}/api/starts/${parameters.sessionId}/token?restart=${attempt.id}`,
    );
    expect(await script.json()).toMatchObject({ parameters: again.payload });
  });

  it('follows the settings: entry link on restart, head listener, none at all', async () => {
    site.lms.settings.restartSessionUrl = 'entry';
    site.lms.settings.proof.listener = 'head';
    const { attempt, page, parameters } = await beginQuiz(site);
    const data = scriptData(page.text, 'proof-data');
    expect(data['listener']).toBe('head');
    expect(readToken(String(data['token']), SECRET).payload['sessionUrl']).toBe(
      entryUrl(site.lms.url, parameters.sessionId),
    );
    site.lms.settings.proof.enabled = false;
    const open = await site.candidate.open(attemptPath(attempt.id));
    expect(open.text).not.toContain('proof-data');
  });
});
