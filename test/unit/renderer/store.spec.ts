import { beforeEach, expect, it } from 'vitest';
import { mirror, useMirror } from '../../../renderer/store.ts';
import { pretendMain } from '../../renderer-harness/pretendMain.ts';
import type { ExamBridge } from '../../../contract/channels.ts';
import type { Journey } from '../../../contract/journey.ts';

const WAITING: Journey = { stage: 'link', phase: 'waiting' };
const OPENING: Journey = { stage: 'link', phase: 'opening', host: 'proctor.uni.example' };

beforeEach(() => useMirror.setState({ journey: null, situation: null }));

it('holds what main answers, and then what main tells', async () => {
  const main = pretendMain({ journey: WAITING }, 'en');
  await mirror(main.bridge);
  expect(useMirror.getState().journey).toEqual(WAITING);
  expect(useMirror.getState().situation?.online).toBe(true);
  main.apply({ type: 'link.received', host: 'proctor.uni.example', trusted: true });
  expect(useMirror.getState().journey).toEqual(OPENING);
});

it('keeps an event that came before the first answer: it is newer', async () => {
  const main = pretendMain({ journey: WAITING }, 'en');
  let answer: () => void = () => undefined;
  const slow = {
    ...main.bridge,
    ask: async (name: 'app.state', input: undefined) => {
      const state = await main.bridge.ask(name, input);
      await new Promise<void>((resolve) => (answer = resolve));
      return state;
    },
  } as ExamBridge;
  const started = mirror(slow);
  await Promise.resolve();
  await Promise.resolve();
  main.tell('journey.changed', OPENING);
  await new Promise((resolve) => setTimeout(resolve, 0));
  answer();
  await started;
  expect(useMirror.getState().journey).toEqual(OPENING);
});

it('hears nothing more once stopped', async () => {
  const main = pretendMain({ journey: WAITING }, 'en');
  const stop = await mirror(main.bridge);
  stop();
  main.tell('journey.changed', OPENING);
  expect(useMirror.getState().journey).toEqual(WAITING);
});
