import { describe, expect, it } from 'vitest';
import { policyAt, type Sent } from './policies.ts';

describe('what is recorded', () => {
  const everything = { camera: true, microphone: true, screen: true };
  const nothing = { camera: false, microphone: false, screen: false };

  it.each([
    ['default', { ...everything, analysis: true }],
    ['no_ai_detection', { ...everything, analysis: false }],
    ['no_webcam', { ...nothing, screen: true, analysis: true }],
    ['no_desktop', { ...everything, screen: false, analysis: true }],
    ['no_video', { ...nothing, analysis: false }],
  ])('with %s', (streamsPreset, streams) => {
    const recording = (sent: Sent) => policyAt('high', { streamsPreset, ...sent }).recording;
    const second = streamsPreset !== 'no_video';
    expect(recording({})).toEqual({ ...streams, auxiliaryCamera: false, kept: true });
    expect(recording({ auxiliaryCamera: true })).toEqual({
      ...streams,
      auxiliaryCamera: second,
      kept: true,
    });
    expect(recording({ trial: true })).toEqual({ ...streams, auxiliaryCamera: false, kept: false });
  });
});
