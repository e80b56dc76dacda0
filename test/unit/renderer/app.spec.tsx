import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../renderer/App.tsx';
import { BridgeContext } from '../../../renderer/bridge.ts';
import { mirror, useMirror } from '../../../renderer/store.ts';
import { prepareText } from '../../../renderer/text/translate.ts';
import { pretendMain } from '../../renderer-harness/pretendMain.ts';
import { SCREENS, type ScreenName } from '../../renderer-harness/screens.ts';
import { eventually } from '../../setup/eventually.ts';

let stop: (() => void) | undefined;

afterEach(() => {
  stop?.();
  cleanup();
  useMirror.setState({ journey: null, situation: null });
});

async function show(name: ScreenName, language = 'en') {
  const main = pretendMain(SCREENS[name], language);
  stop = await mirror(main.bridge);
  await prepareText(language);
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

const press = async (name: string) => {
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
};

describe('the screen', () => {
  it('is that of the stage, and its heading takes the focus when the stage changes', async () => {
    const main = await show('link-confirming');
    expect(document.activeElement?.textContent).toBe('Is this your institution’s address?');
    act(() => main.apply({ type: 'link.declined' }));
    expect(document.activeElement?.textContent).toBe('Open your exam from its page');
    expect(document.title).toContain('Open your exam from its page');
  });

  it.each([
    ['checks-troubled', ['Open', 'Your exam', 'System check', 'Setup', 'Exam', 'Finish']],
    ['finish-checked', ['Open', 'System check', 'Finish']],
  ] as const)('shows on %s the way there: %s', async (name, way) => {
    await show(name);
    const steps = within(screen.getByRole('navigation')).getAllByRole('listitem');
    expect(steps.map((step) => step.querySelector('.step-words')?.textContent)).toEqual(way);
  });

  it('asks main and never sets a stage by itself', async () => {
    const main = await show('session-asking');
    await press('I agree, continue');
    expect(main.asked.map(({ name }) => name)).toContain('session.consent');
  });

  it('says what to do when main refuses, and stays where it is', async () => {
    await show('session-refused');
    await press('I agree, continue');
    expect(screen.getByRole('alert').textContent).toContain('Check your connection');
    expect(screen.getByRole('alert').textContent).toContain('server_unreachable');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Is this your exam?');
  });

  it('changes its words and its direction with the situation', async () => {
    const main = await show('link-confirming');
    await act(async () => {
      await main.bridge.ask('language.set', 'ar');
    });
    await eventually(() => expect(document.documentElement.dir).toBe('rtl'));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('هل هذا عنوان مؤسستك؟');
  });
});

describe('asking for another way', () => {
  it('wants at least a word, and sends it', async () => {
    const main = await show('session-asking');
    await press('I need another way');
    await press('Send to my institution');
    expect(main.asked.map(({ name }) => name)).not.toContain('session.decline');
    fireEvent.change(screen.getByRole('textbox'), { target: { value: ' a quiet room ' } });
    await press('Send to my institution');
    expect(main.asked.at(-1)).toEqual({ name: 'session.decline', input: 'a quiet room' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'Your institution has been told',
    );
    await press('Go back and agree');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Is this your exam?');
  });
});

describe('in the exam', () => {
  it('the window’s own close asks before it leaves', async () => {
    const main = await show('exam-running');
    act(() => main.tell('leave.asked', { at: 0 }));
    expect(screen.getByRole('alertdialog').textContent).toContain('Leave the exam?');
    const dialog = within(screen.getByRole('alertdialog'));
    const leave = dialog.getByRole('button', { name: 'Leave the exam' });
    expect(leave).toHaveProperty('disabled', true);
    fireEvent.click(dialog.getByRole('checkbox'));
    await act(async () => {
      fireEvent.click(leave);
      await Promise.resolve();
    });
    expect(main.asked.at(-1)?.name).toBe('exam.leave');
  });

  it('a notice is said once and passes', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const main = await show('exam-running');
    act(() => main.tell('notice.shown', { code: 'download_blocked', at: 0 }));
    expect(screen.getByText('Nothing can be downloaded in the exam.')).toBeTruthy();
    act(() => {
      vi.advanceTimersByTime(13_000);
    });
    expect(screen.queryByText('Nothing can be downloaded in the exam.')).toBeNull();
    vi.useRealTimers();
  });
});
