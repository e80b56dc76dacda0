import { describe, expect, test } from 'vitest';
import type { MediaReading } from '../../../../contract/channels.ts';
import { judgeBandwidth } from '../../../../main/checks/bandwidth.ts';
import { judgeMedia, resultOf } from '../../../../main/checks/media.ts';
import { judgeMobile } from '../../../../main/checks/mobile.ts';

const camera = { step: 'webcam', width: 640, height: 480, frames: 20, brightness: 120 } as const;

describe('what the devices gave is judged', () => {
  test.each<[MediaReading, string, string?]>([
    [camera, 'pass'],
    [{ ...camera, frames: 1 }, 'fail', 'camera_no_picture'],
    [{ ...camera, brightness: 2 }, 'fail', 'camera_covered'],
    [{ ...camera, brightness: 15 }, 'warn', 'camera_dim'],
    [{ ...camera, width: 160, height: 120 }, 'warn', 'camera_small'],
    [{ step: 'webcam', error: 'NotAllowedError' }, 'fail', 'camera_refused'],
    [{ step: 'webcam', error: 'NotFoundError' }, 'fail', 'camera_missing'],
    [{ step: 'webcam', error: 'NotReadableError' }, 'fail', 'camera_busy'],
    [{ step: 'webcam', error: 'SomethingNew' }, 'fail', 'camera_error'],
    [{ step: 'webcam' }, 'fail', 'camera_no_picture'],
    [{ step: 'microphone', muted: false, peak: 0.4 }, 'pass'],
    [{ step: 'microphone', muted: false, peak: 0.02 }, 'warn', 'microphone_quiet'],
    [{ step: 'microphone', muted: false, peak: 0.001 }, 'fail', 'microphone_silent'],
    [{ step: 'microphone', muted: true, peak: 0.4 }, 'fail', 'microphone_muted'],
    [{ step: 'microphone', error: 'NotFoundError' }, 'fail', 'microphone_missing'],
    [{ step: 'speakers', heard: true }, 'pass'],
    [{ step: 'speakers', heard: false }, 'fail', 'speakers_not_heard'],
    [{ step: 'speakers', cannotHear: true }, 'warn', 'speakers_cannot_hear'],
    [
      { step: 'speakers', error: 'NotFoundError', cannotHear: true },
      'warn',
      'speakers_cannot_hear',
    ],
    [{ step: 'screenshare', width: 1280, height: 800, blank: false }, 'pass'],
    [{ step: 'screenshare', width: 1280, height: 800, blank: true }, 'fail', 'screen_blank'],
    [{ step: 'screenshare', error: 'NotAllowedError' }, 'fail', 'screen_refused'],
  ])('%j: %s', (reading, outcome, code) => {
    const result = judgeMedia(reading);
    expect(result.step).toBe(reading.step);
    expect(result.outcome).toBe(outcome);
    expect(result.state).toBe(outcome === 'fail' ? 'failed' : 'succeeded');
    expect(result.evidence.map((each) => each.code)).toEqual(code === undefined ? [] : [code]);
  });

  test('a phone is not done, and says why', () => {
    expect(resultOf('mobile', judgeMobile())).toMatchObject({
      state: 'failed',
      evidence: [{ code: 'mobile_not_available' }],
    });
  });
});

describe('the flow to the server', () => {
  const flow = {
    producedBytes: 400_000,
    receivedBytes: 400_000,
    bitsPerSecond: 640_000,
    drainMilliseconds: 100,
  };

  test('passes when what was recorded arrives as it comes', () => {
    expect(judgeBandwidth(flow).outcome).toBe('pass');
  });

  test('a still picture is not the line’s fault', () => {
    const still = { ...flow, producedBytes: 60_000, receivedBytes: 60_000, bitsPerSecond: 90_000 };
    expect(judgeBandwidth(still).outcome).toBe('pass');
  });

  test.each([
    [{ ...flow, bitsPerSecond: 200_000, drainMilliseconds: 6_000 }, 'bandwidth_low'],
    [{ ...flow, receivedBytes: 100_000 }, 'bandwidth_broke_off'],
    [{ ...flow, producedBytes: 0, receivedBytes: 0 }, 'bandwidth_nothing_recorded'],
    [undefined, 'bandwidth_broke_off'],
  ])('fails for %j with %s', (reading, code) => {
    expect(judgeBandwidth(reading)).toMatchObject({ outcome: 'fail', evidence: [{ code }] });
  });
});
