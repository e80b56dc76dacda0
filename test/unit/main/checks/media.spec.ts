import { describe, expect, it } from 'vitest';
import type { MediaReading } from '../../../../contract/channels.ts';
import { catalogues } from '../../../../contract/text/index.ts';
import { judgeMedia } from '../../../../main/checks/media.ts';

const face = { step: 'webcam', width: 640, height: 480, frames: 30, brightness: 120 } as const;

const READINGS: readonly (readonly [string, MediaReading, string, string | undefined])[] = [
  ['a live face', face, 'pass', undefined],
  ['a picture that stands still', { ...face, frames: 1 }, 'fail', 'camera_no_picture'],
  ['a covered lens', { ...face, brightness: 3 }, 'fail', 'camera_covered'],
  ['a dim room', { ...face, brightness: 20 }, 'warn', 'camera_dim'],
  ['no camera', { step: 'webcam', error: 'NotFoundError' }, 'fail', 'camera_missing'],
  ['an unheard-of failure', { step: 'webcam', error: 'OddError' }, 'fail', 'camera_error'],
  ['speech', { step: 'microphone', peak: 0.3 }, 'pass', undefined],
  ['whispering', { step: 'microphone', peak: 0.03 }, 'warn', 'microphone_quiet'],
  ['silence', { step: 'microphone', peak: 0.001 }, 'fail', 'microphone_silent'],
  [
    'somebody who can make no sound',
    { step: 'microphone', peak: 0.001, cannotSpeak: true },
    'warn',
    'microphone_cannot_speak',
  ],
  [
    'a mute button, which anybody can press again',
    { step: 'microphone', peak: 0, muted: true, cannotSpeak: true },
    'fail',
    'microphone_muted',
  ],
  ['a heard tone', { step: 'speakers', heard: true }, 'pass', undefined],
  ['no tone', { step: 'speakers', heard: false }, 'fail', 'speakers_not_heard'],
  [
    'somebody who cannot hear',
    { step: 'speakers', cannotHear: true },
    'warn',
    'speakers_cannot_hear',
  ],
  ['a screen', { step: 'screenshare', width: 1280, height: 800, blank: false }, 'pass', undefined],
  [
    'a screen of one colour',
    { step: 'screenshare', width: 1280, height: 800, blank: true },
    'fail',
    'screen_blank',
  ],
  [
    'a screen that is refused',
    { step: 'screenshare', error: 'NotAllowedError' },
    'fail',
    'screen_refused',
  ],
];

describe('what the screens read', () => {
  it.each(READINGS)('%s', (_what, reading, outcome, code) => {
    const result = judgeMedia(reading);
    expect(result.step).toBe(reading.step);
    expect(result.outcome).toBe(outcome);
    expect(result.state).toBe(outcome === 'fail' ? 'failed' : 'succeeded');
    expect(result.evidence.map((fact) => fact.code)).toEqual(code === undefined ? [] : [code]);
    if (code !== undefined) expect(Object.keys(catalogues.fr.evidence)).toContain(code);
  });
});
