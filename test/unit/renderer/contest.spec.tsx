import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App.tsx';
import { BridgeContext } from '../../../renderer/bridge.ts';
import { mirror, useMirror } from '../../../renderer/store.ts';
import { prepareText } from '../../../renderer/text/translate.ts';
import { pretendMain } from '../../renderer-harness/pretendMain.ts';
import { SCREENS, type ScreenName } from '../../renderer-harness/screens.ts';

let stop: (() => void) | undefined;

afterEach(() => {
  stop?.();
  cleanup();
  useMirror.setState({ journey: null, situation: null });
});

async function show(name: ScreenName) {
  const main = pretendMain(SCREENS[name], 'en');
  stop = await mirror(main.bridge);
  await prepareText('en');
  await act(async () => {
    render(
      <BridgeContext value={main.bridge}>
        <App />
      </BridgeContext>,
    );
    await Promise.resolve();
  });
  return main;
}

const press = async (name: string | RegExp) => {
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
};
const field = () => screen.getByRole('textbox', { name: 'Support code' });
const enter = (code: string) => fireEvent.change(field(), { target: { value: code } });

describe('a contestable block', () => {
  it('by a code: the field is there at once, and what is asked is the code as it is meant', async () => {
    const main = await show('blocked-virtual-machine');
    enter('ab1o 2345-6789 abcd');
    await press('Use this code');
    expect(main.asked).toContainEqual({
      name: 'contest.code',
      input: { step: 'virtual_machine', code: 'AB1023456789ABCD' },
    });
    expect(main.journey().stage).toBe('checks');
  });

  it('without a code asks for one, aloud, and bothers nobody', async () => {
    const main = await show('blocked-virtual-machine');
    await press('Use this code');
    expect(screen.getByRole('alert').textContent).toBe('Enter the code that you were given.');
    expect(field().getAttribute('aria-invalid')).toBe('true');
    // What is wrong with it must not keep a form from being sent that is right the next time.
    expect((field() as HTMLInputElement).validity.valid).toBe(true);
    expect(main.asked.map(({ name }) => name)).not.toContain('contest.code');
  });

  it('with a wrong code says what to do, aloud, and shows what was understood', async () => {
    await show('blocked-code-refused');
    enter('ab1o23456789abcd');
    await press('Use this code');
    const alerts = screen.getAllByRole('alert').map(({ textContent }) => textContent);
    expect(alerts.join(' ')).toContain('character by character');
    expect((field() as HTMLInputElement).value).toBe('AB10-2345-6789-ABCD');
    expect(field().getAttribute('aria-invalid')).toBe('true');
  });

  it('after several wrong codes says how long the next one waits', async () => {
    const main = await show('blocked-code-waits');
    expect(screen.getByRole('timer').textContent).toMatch(/in 0:\d\d\./);
    enter('ab1o23456789abcd');
    await press('Use this code');
    expect(main.asked.map(({ name }) => name)).not.toContain('contest.code');
  });

  it('by waiting: says for whom, and takes a code when it is wanted', async () => {
    await show('blocked-waiting');
    expect(screen.getByText(/Waiting for Faculty of Engineering/)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    await press('I have a support code');
    expect(field()).toBeTruthy();
  });

  it('by going on: asks once more, and staying is the first answer', async () => {
    const main = await show('blocked-continue');
    await press('Go on; your exam will be flagged for review');
    expect(document.activeElement?.textContent).toBe('Stay here');
    await press('Stay here');
    expect(main.journey().stage).toBe('blocked');
    await press('Go on; your exam will be flagged for review');
    await press('Go on');
    expect(main.asked).toContainEqual({ name: 'contest.goOn', input: 'virtual_machine' });
    expect(main.journey().stage).toBe('checks');
  });

  it('that no verdict is behind offers none of it', async () => {
    await show('blocked-exam');
    expect(screen.queryByText('If this is wrong')).toBeNull();
    expect(screen.getByText('Who to ask')).toBeTruthy();
  });
});

describe('a cover', () => {
  it('goes when its verdict is contested', async () => {
    const main = await show('exam-covered-continue');
    await press('Go on; your exam will be flagged for review');
    await press('Go on');
    expect(main.journey()).toMatchObject({ stage: 'exam', covers: [] });
  });
});

describe('a failed row of the system check', () => {
  it('that can be contested says so, and one that cannot does not', async () => {
    const main = await show('checks-troubled');
    expect(screen.getAllByRole('button', { name: 'If this is wrong' })).toHaveLength(1);
    await press('If this is wrong');
    enter('ab1o23456789abcd');
    await press('Use this code');
    expect(main.asked.at(-1)).toMatchObject({ name: 'contest.code', input: { step: 'processes' } });
    expect(screen.queryByRole('button', { name: 'If this is wrong' })).toBeNull();
  });
});
