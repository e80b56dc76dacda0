import { describe, expect, it } from 'vitest';
import { entryUrl } from '../../sample-lms/addresses.ts';
import { prepareSample, readSample } from '../../sample-lms/samples.ts';

const place = { lmsUrl: 'http://127.0.0.1:4000', now: Date.parse('2027-03-04T10:20:30Z') };

describe('a prepared sample', () => {
  it('points every address at the LMS and leaves absent ones out', () => {
    const medium = prepareSample('start-high-stakes-medium', {}, place);
    expect(medium).toMatchObject({
      sessionUrl: entryUrl(place.lmsUrl, '5b0f0c9ad41f4d5c8d7a7f6f8f0a2c31'),
      userAgreementUrl: 'http://127.0.0.1:4000/exam-terms',
      reviewUrl: 'http://127.0.0.1:4000/hooks/review',
      sessionFinishUrl: 'http://127.0.0.1:4000/quiz/8841/done',
      preliminaryCheck: { enabled: true, photo_url: 'http://127.0.0.1:4000/photos/candidate.jpg' },
    });
    const high = prepareSample('start-on-campus-high', {}, place);
    expect(Object.keys(high).sort()).toEqual(
      Object.keys(readSample('start-on-campus-high')).sort(),
    );
    expect(JSON.stringify([medium, high])).not.toMatch(/uni\.example\/|tests\.example/);
  });

  it('opens its window a quarter of an hour ago, as long as it was, in its own offset', () => {
    expect(prepareSample('start-high-stakes-medium', {}, place)).toMatchObject({
      startDate: '2027-03-04T10:05:00Z',
      endDate: '2027-03-04T14:05:00Z',
    });
    expect(prepareSample('start-on-campus-high', {}, place)).toMatchObject({
      startDate: '2027-03-04T12:05:00+02:00',
      endDate: '2027-03-05T00:05:00+02:00',
    });
  });

  it('lets overrides win, takes out what is overridden by undefined, keeps unknown keys', () => {
    const prepared = prepareSample(
      'start-on-campus-high',
      { sessionId: 'other', streamsPreset: undefined, duration: '45', unheardOf: [1] },
      place,
    );
    expect(prepared).toMatchObject({ sessionId: 'other', duration: '45', unheardOf: [1] });
    expect(prepared['sessionUrl']).toBe(entryUrl(place.lmsUrl, 'other'));
    expect(prepared).not.toHaveProperty('streamsPreset');
  });
});
