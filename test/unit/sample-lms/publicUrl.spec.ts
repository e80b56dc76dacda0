import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { reviewPath } from '../../sample-lms/addresses.ts';
import { newCandidate } from './candidate.ts';
import { beginQuiz, startSite } from './site.ts';
import type { Site } from './site.ts';
import { eventually } from '../../setup/eventually.ts';

/** A TCP proxy whose far end is named later, as a test that cuts the network has it. */
const far = { port: 0 };
const proxy = createServer((near) => {
  const beyond = connect(far.port, '127.0.0.1');
  near.pipe(beyond).pipe(near);
  near.on('error', () => beyond.destroy());
  beyond.on('error', () => near.destroy());
});

let site: Site;
let publicUrl: string;
beforeEach(async () => {
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  publicUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const begun = await startSite({ publicUrl: `${publicUrl}/` });
  site = { ...begun, candidate: newCandidate(publicUrl) };
  far.port = Number(new URL(begun.lms.listenUrl).port);
});
afterEach(async () => {
  await site.close();
  proxy.close();
});

it('hands out only the address that candidates use', async () => {
  expect(site.lms.url).toBe(publicUrl);
  const { attempt, key, page, parameters } = await beginQuiz(site, 'start-high-stakes-medium');
  expect(page.text).toContain('id="quiz-form"');
  const { listenUrl } = site.lms;
  expect(listenUrl).not.toBe(publicUrl);
  expect(page.text).not.toContain(listenUrl);
  expect(JSON.stringify(parameters)).not.toContain(listenUrl);
  expect(String(parameters['sessionUrl']).startsWith(`${publicUrl}/availability/`)).toBe(true);
  await site.candidate.post('/mod/quiz/processattempt.php', {
    attempt: String(attempt.id),
    sesskey: key,
    finishattempt: '1',
  });
  await eventually(() => {
    expect(site.proctor.finishes[0]?.body).toEqual({
      sessionFinishUrl: publicUrl + reviewPath(attempt.id),
    });
  });
});
