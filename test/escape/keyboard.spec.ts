import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { KEY_ATTEMPTS } from './support/keyAttempts.ts';
import { closeOtherWindows, run } from './support/programs.ts';
import { keepsPromise, recordOutcome } from './support/record.ts';
import { sampleOf } from './support/sample.ts';
import { Scene } from './support/scene.ts';
import { startBystander, type Bystander } from './support/bystander.ts';

let bystander: Bystander;
let scene: Scene;

beforeAll(async () => {
  bystander = await startBystander();
  scene = await Scene.open('high');
  await scene.exam.evaluate(() => {
    const pressed: string[] = [];
    Reflect.set(window, '__pressed', pressed);
    addEventListener('keydown', ({ code }) => pressed.push(code), true);
  }, null);
}, 300_000);

beforeEach(() => scene.focusExam());

afterAll(async () => {
  await scene.close();
  bystander.end();
});

/** Keys that the page heard of, the modifiers alone aside. */
const heard = () =>
  scene.exam.evaluate(() => {
    const pressed = Reflect.get(window, '__pressed') as string[];
    return pressed.splice(0).filter((code) => !/^(Control|Shift|Alt|Meta|OS)/.test(code));
  }, null);

it.each(sampleOf(KEY_ATTEMPTS, 6))('$keys ($words)', async (attempt) => {
  await heard();
  const outcome = await scene.outcomeOf(
    async () => {
      await run('xdotool', ['key', attempt.keys]);
      return undefined;
    },
    closeOtherWindows,
    attempt.promise,
  );
  if (attempt.isKeptFromPage) expect(await heard()).toEqual([]);
  recordOutcome(attempt, outcome);
  expect(keepsPromise(attempt, outcome), `${outcome} ${scene.detail}`).toBe(true);
});
