import { ipcMain as real } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { events, requests, type RequestName } from '../../../../contract/channels.ts';
import { START } from '../../../../contract/journey.ts';
import { answerRequests, type Answers } from '../../../../main/ipc/answer.ts';
import { isOurPage } from '../../../../main/ipc/isOurPage.ts';
import { tellPage } from '../../../../main/ipc/tell.ts';
import { EVENT_NAMES, REQUEST_NAMES } from '../../../../preload/names.ts';
import type { ipcMain as fake } from '../../../fakes/electron/ipcMain.ts';
import { silentLog } from '../../../fakes/log.ts';

const ipcMain = real as unknown as typeof fake;
const ours = { id: 1 } as unknown as WebContents;
const frame = (url: string, parent: object | null = null) => ({ url, parent });
const from = (sender: unknown, senderFrame: unknown): IpcMainInvokeEvent =>
  ({ sender, senderFrame }) as IpcMainInvokeEvent;
const page = from(ours, frame('app://invigil/index.html'));

describe('the page that may speak', () => {
  test.each([
    ['our page', page, true],
    ['an address on it', from(ours, frame('app://invigil/index.html#/x')), true],
    ['another host', from(ours, frame('app://elsewhere/index.html')), false],
    ['another scheme', from(ours, frame('https://invigil/index.html')), false],
    ['a lookalike', from(ours, frame('app://invigil.evil/index.html')), false],
    ['a frame in it', from(ours, frame('app://invigil/index.html', {})), false],
    ['a page without an address yet', from(ours, frame('')), false],
    ['a page that is gone', from(ours, null), false],
    ['another window', from({}, frame('app://invigil/index.html')), false],
  ])('%s: %s', (_name, event, may) => {
    expect(isOurPage(event, () => ours)).toBe(may);
  });
});

describe('requests', () => {
  const answers = Object.fromEntries(
    Object.keys(requests).map((name) => [name, vi.fn()]),
  ) as unknown as Answers & Record<RequestName, ReturnType<typeof vi.fn>>;
  beforeAll(() => {
    answerRequests({ isOurPage: (event) => isOurPage(event, () => ours), log: silentLog }, answers);
  });

  test('have an answer each, and no other exists', () => {
    expect([...ipcMain.handlers.keys()].sort()).toEqual(Object.keys(requests).sort());
  });

  test.each(Object.keys(requests))('%s is refused to a page that is not ours', async (name) => {
    const answer = await ipcMain.invoke(name, from(ours, null), undefined);
    expect(answer).toEqual({ ok: false, message: `refused: ${name}` });
    expect(answers[name as RequestName]).not.toHaveBeenCalled();
  });

  test('are parsed on the way in, and the fault is named', async () => {
    const answer = await ipcMain.invoke('checks.run', page, 'teapot');
    expect(answer).toMatchObject({ ok: false });
    expect((answer as { message: string }).message).toContain('checks.run: wrong input');
    expect(answers['checks.run']).not.toHaveBeenCalled();
  });

  test('are parsed on the way out', async () => {
    answers['checks.streamBegin'].mockReturnValueOnce('not an id');
    expect(await ipcMain.invoke('checks.streamBegin', page, undefined)).toMatchObject({
      ok: false,
    });
  });

  test('bring an answer, or the message of what failed', async () => {
    answers['link.open'].mockResolvedValueOnce(undefined);
    expect(await ipcMain.invoke('link.open', page, 'invigil://open')).toEqual({ ok: true });
    answers['link.open'].mockRejectedValueOnce(new Error('no'));
    expect(await ipcMain.invoke('link.open', page, 'x')).toEqual({ ok: false, message: 'no' });
  });

  test('take bytes, and not too many', async () => {
    const data = new Uint8Array([0xff, 0xd8, 0xff]);
    await ipcMain.invoke('setup.photo', page, { kind: 'face', jpeg: data, overridden: [] });
    expect(answers['setup.photo']).toHaveBeenCalledWith({
      kind: 'face',
      jpeg: data,
      overridden: [],
    });
    const jpeg = new Uint8Array(6 * 1024 * 1024);
    const answer = await ipcMain.invoke('setup.photo', page, {
      kind: 'face',
      jpeg,
      overridden: [],
    });
    expect(answer).toMatchObject({ ok: false });
  });
});

describe('events', () => {
  test('reach our page alone, and only as the contract has them', () => {
    const send = vi.fn();
    const contents = { send, isDestroyed: () => false } as unknown as WebContents;
    const tell = tellPage(() => contents);
    tell('journey.changed', START);
    expect(send).toHaveBeenCalledWith('journey.changed', START);
    expect(() => tell('notice.shown', { code: 'nonsense' as never, at: 0 })).toThrow();
    tellPage(() => undefined)('journey.changed', START);
    expect(send).toHaveBeenCalledOnce();
  });
});

describe('the doorway', () => {
  test('knows the names of the contract and no other', () => {
    expect([...REQUEST_NAMES].sort()).toEqual(Object.keys(requests).sort());
    expect([...EVENT_NAMES].sort()).toEqual(Object.keys(events).sort());
  });
});
