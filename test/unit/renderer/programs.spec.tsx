import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ForbiddenPrograms } from '../../../renderer/shell/ForbiddenPrograms.tsx';
import { CoverScreen } from '../../../renderer/stages/exam/CoverScreen.tsx';
import { BridgeContext } from '../../../renderer/bridge.ts';
import { useMirror } from '../../../renderer/store.ts';
import { sessionView } from '../../fixtures/session.ts';
import { prepareText } from '../../../renderer/text/translate.ts';
import { pretendMain, type PretendedStart } from '../../renderer-harness/pretendMain.ts';
import { SCREENS } from '../../renderer-harness/screens.ts';
import type { ReactElement } from 'react';

afterEach(cleanup);

const discord = {
  code: 'forbidden_program',
  values: { program: 'Discord', rule: 'discord', category: 'messenger' },
};

async function show(element: ReactElement, wanted: Partial<PretendedStart> = {}, language = 'en') {
  const main = pretendMain({ ...SCREENS['exam-covered'], ...wanted }, language);
  useMirror.setState(await main.bridge.ask('app.state', undefined));
  await prepareText(language);
  render(<BridgeContext value={main.bridge}>{element}</BridgeContext>);
  return main;
}

const press = async (name: string) => {
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
};

describe('a program that is to be closed', () => {
  it('is named, with why it matters, and closed on the candidate’s word', async () => {
    let closed = 0;
    const list = <ForbiddenPrograms programs={[discord]} onClosed={() => (closed += 1)} />;
    const main = await show(list);
    expect(screen.getByText('Discord')).toBeTruthy();
    expect(screen.getByText('With it you could write to somebody.')).toBeTruthy();
    await press('Close it for me: Discord');
    expect(main.asked.at(-1)).toEqual({
      name: 'programs.close',
      input: { rule: 'discord', force: false },
    });
    expect(closed).toBe(1);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('has its icon where the system has one', async () => {
    const icons = { discord: new Uint8Array([1]) };
    await show(<ForbiddenPrograms programs={[discord]} onClosed={() => undefined} />, { icons });
    await act(async () => {
      await new Promise((resolve) => setTimeout(resolve, 0));
    });
    expect(document.querySelector('img')?.getAttribute('src')).toMatch(/^blob:/);
    expect(document.querySelector('img')?.getAttribute('alt')).toBe('');
  });

  it('is never closed by force without a second word', async () => {
    let closed = 0;
    const list = <ForbiddenPrograms programs={[discord]} onClosed={() => (closed += 1)} />;
    const main = await show(list, { closing: 'running' });
    const force = 'Close it by force; what is not saved in it is lost: Discord';
    expect(screen.queryByRole('button', { name: force })).toBeNull();
    await press('Close it for me: Discord');
    expect(screen.getByRole('status').textContent).toContain('save something');
    expect(closed).toBe(0);
    await press(force);
    expect(main.asked.at(-1)?.input).toEqual({ rule: 'discord', force: true });
    expect(closed).toBe(1);
  });

  it('that the system protects is said to be', async () => {
    const list = <ForbiddenPrograms programs={[discord]} onClosed={() => undefined} />;
    await show(list, { closing: 'refused' }, 'fr');
    await press('Fermer pour moi: Discord');
    expect(screen.getByRole('status').textContent).toContain('ne nous laisse pas');
  });

  it('of a kind that has no words of its own has a reason all the same', async () => {
    const other = { ...discord, values: { ...discord.values, category: 'named' } };
    await show(<ForbiddenPrograms programs={[other]} onClosed={() => undefined} />);
    expect(screen.getByText('This exam does not allow it.')).toBeTruthy();
  });
});

describe('the cover', () => {
  const cover = { reason: 'forbidden_process' as const, evidence: [discord] };

  it('offers to close the program, and looks again when it is closed', async () => {
    const main = await show(<CoverScreen cover={cover} session={sessionView()} />);
    expect(screen.queryByRole('button', { name: 'Go on all the same' })).toBeNull();
    await press('Close it for me: Discord');
    const asked = main.asked.map(({ name }) => name);
    expect(asked.slice(1)).toEqual(['programs.icons', 'programs.close', 'exam.checkAgain']);
  });

  it('offers a way on when it has lasted long enough', async () => {
    const main = await show(
      <CoverScreen cover={{ ...cover, mayGoOn: true }} session={sessionView()} />,
    );
    await press('Go on all the same');
    expect(main.asked.at(-1)).toEqual({ name: 'exam.goOn', input: 'forbidden_process' });
  });
});
