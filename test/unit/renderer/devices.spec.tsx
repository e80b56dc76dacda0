import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BridgeContext } from '../../../renderer/bridge.ts';
import { labelsOf, useTellDevices } from '../../../renderer/media/tellDevices.ts';
import { DeviceList } from '../../../renderer/stages/checks/DeviceList.tsx';
import { prepareText } from '../../../renderer/text/translate.ts';
import { pretendMain } from '../../renderer-harness/pretendMain.ts';
import { SCREENS, type ScreenName } from '../../renderer-harness/screens.ts';
import type { Journey } from '../../../contract/journey.ts';
import type { MediaDeviceLabel } from '../../../contract/channels.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const HEADSET: MediaDeviceLabel = { kind: 'audiooutput', label: 'WH-1000XM4' };
const CAMERA: MediaDeviceLabel = { kind: 'videoinput', label: 'HD Pro Webcam C920 (046d:082d)' };

/** The browser's list of media devices, which a test changes. */
class Media extends EventTarget {
  list: readonly (MediaDeviceLabel & { deviceId?: string })[] = [CAMERA];
  enumerateDevices = () => Promise.resolve(this.list);
}

function Telling({ journey }: { readonly journey: Journey }): null {
  useTellDevices(journey);
  return null;
}

const settled = () => act(() => new Promise((resolve) => setTimeout(resolve, 0)));

async function showAt(screenName: ScreenName, media: Media) {
  const { journey } = SCREENS[screenName];
  vi.stubGlobal('navigator', { mediaDevices: media });
  const main = pretendMain(SCREENS['checks-passed'], 'en');
  const shown = render(
    <BridgeContext value={main.bridge}>
      <Telling journey={journey} />
    </BridgeContext>,
  );
  await settled();
  const told = () => main.asked.filter(({ name }) => name === 'devices.media');
  return { told, ...shown };
}

describe('what the page tells of cameras and sound', () => {
  it('is their names and kinds, at first and on every change', async () => {
    const media = new Media();
    media.list = [{ ...CAMERA, deviceId: 'an id that is nobody’s business' }];
    const { told, unmount } = await showAt('exam-running', media);
    expect(told()).toEqual([{ name: 'devices.media', input: [CAMERA] }]);
    media.list = [CAMERA, HEADSET];
    media.dispatchEvent(new Event('devicechange'));
    await settled();
    expect(told().at(-1)?.input).toEqual([CAMERA, HEADSET]);
    unmount();
    media.dispatchEvent(new Event('devicechange'));
    await settled();
    expect(told()).toHaveLength(2);
  });

  it('is nothing before the check, nor where the browser keeps names back', async () => {
    const early = await showAt('session-asking', new Media());
    expect(early.told()).toEqual([]);
    const media = new Media();
    media.list = [{ ...CAMERA, label: '' }];
    const nameless = await showAt('setup-rules', media);
    expect(nameless.told()).toEqual([]);
    expect(labelsOf([])).toEqual([]);
  });
});

describe('the list of devices at the check', () => {
  const result = { step: 'session_type', state: 'succeeded', outcome: 'pass' } as const;

  it('names each, and says who sees it', async () => {
    await prepareText('en');
    const devices = [{ code: 'device_storage', values: { name: 'Ultra Fit' } }];
    const other = { code: 'phone_link', values: { program: 'KDE Connect' } };
    render(<DeviceList result={{ ...result, evidence: [other, ...devices] }} />);
    expect(screen.getByText('Ultra Fit (storage)')).toBeTruthy();
    expect(screen.getByText(/Your institution sees this list/)).toBeTruthy();
    expect(screen.queryByText(/KDE Connect/)).toBeNull();
  });

  it('says that there are none, and nothing before it was made', async () => {
    await prepareText('en');
    const { rerender } = render(<DeviceList result={{ ...result, evidence: [] }} />);
    expect(screen.getByText('None were found.')).toBeTruthy();
    rerender(<DeviceList result={undefined} />);
    expect(screen.queryByRole('heading')).toBeNull();
  });
});
