import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_ATTEMPTS } from '../sample-lms/hostile/attempts.ts';
import { reachExam, type Sitting } from './support/reachExam.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
let sitting: Sitting;

beforeAll(async () => {
  world = await openWorld({
    server: { integration: { urlRules: ['preset:moodle', 'http://127.0.0.1\\:*/hostile/*'] } },
  });
  sitting = await reachExam(world);
}, 240_000);

afterAll(async () => {
  await sitting.close();
  await world.close();
});

describe('a hostile exam page', () => {
  it.each(HOSTILE_ATTEMPTS)('$group: $id', async ({ id }) => {
    const { exam, candidate } = sitting;
    const windows = candidate.app.application.windows().length;
    await exam.goto(`${world.lms.url}/hostile/${id}`);
    const attempt = exam.locator('#try');
    if (await attempt.isVisible()) await attempt.click({ noWaitAfter: true, timeout: 5_000 });
    await exam.waitForTimeout(400);
    expect(candidate.app.application.windows().length).toBe(windows);
    expect(exam.url().startsWith(`${world.lms.url}/hostile/`)).toBe(true);
    const told = await exam.evaluate(() => Reflect.get(window, '__hostile') as { result: string });
    expect(told.result).not.toBe('allowed');
  });
});
