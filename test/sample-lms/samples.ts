import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { entryUrl } from './addresses.ts';
import type { StartParameters } from './state.ts';

const FOLDER = new URL('../fixtures/start/', import.meta.url);

/** How long the moved window has been open, in minutes. */
const OPEN_FOR_MINUTES = 15;

const sampleSchema = z.looseObject({
  sessionId: z.string(),
  startDate: z.iso.datetime({ offset: true }),
  endDate: z.iso.datetime({ offset: true }),
});

type Sample = z.infer<typeof sampleSchema>;

/** Where a prepared sample is going to be used. */
export interface Place {
  /** The LMS's public address. */
  readonly lmsUrl: string;
  /** Epoch ms; default: now. */
  readonly now?: number;
}

/** Reads `test/fixtures/start/NAME.json` as it is. */
export function readSample(name: string): Sample {
  return sampleSchema.parse(JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')));
}

/** Writes an instant with the offset another date was written with. */
function inOffsetOf(pattern: string, instant: number): string {
  const offset = /(Z|[+-]\d\d:\d\d)$/.exec(pattern)?.[1] ?? 'Z';
  if (offset === 'Z') return new Date(instant).toISOString().replace('.000', '');
  const [hours, minutes] = offset.slice(1).split(':').map(Number);
  const sign = offset.startsWith('-') ? -1 : 1;
  const shift = sign * ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
  return new Date(instant + shift).toISOString().replace(/\.\d+Z$/, offset);
}

/** The same window, as long as it was, opened a quarter of an hour ago. */
function movedDates(sample: Sample, now: number): Partial<Sample> {
  const start = Math.floor(now / 60_000) * 60_000 - OPEN_FOR_MINUTES * 60_000;
  const length = Date.parse(sample.endDate) - Date.parse(sample.startDate);
  return {
    startDate: inOffsetOf(sample.startDate, start),
    endDate: inOffsetOf(sample.endDate, start + length),
  };
}

/** The LMS's own page for each address the sample has; what it leaves out stays out. */
function movedAddresses(sample: Sample, sessionId: string, lmsUrl: string): Partial<Sample> {
  const pages: Readonly<Record<string, string>> = {
    userAgreementUrl: `${lmsUrl}/exam-terms`,
    reviewUrl: `${lmsUrl}/hooks/review`,
    sessionFinishUrl: `${lmsUrl}/quiz/8841/done`,
  };
  const kept = Object.entries(pages).filter(([field]) => field in sample);
  const check = z.looseObject({ photo_url: z.string() }).safeParse(sample['preliminaryCheck']);
  return {
    sessionUrl: entryUrl(lmsUrl, sessionId),
    ...Object.fromEntries(kept),
    ...(check.success && {
      preliminaryCheck: { ...check.data, photo_url: `${lmsUrl}/photos/candidate.jpg` },
    }),
  };
}

/**
 * A start sample ready to be posted: addresses on the LMS, its window around now, then the
 * overrides. An override of `undefined` takes the field out.
 */
export function prepareSample(
  name: string,
  overrides: Readonly<Record<string, unknown>>,
  place: Place,
): StartParameters {
  const sample = readSample(name);
  const sessionId = z.string().parse(overrides['sessionId'] ?? sample.sessionId);
  const moved: Record<string, unknown> = {
    ...sample,
    ...movedDates(sample, place.now ?? Date.now()),
    ...movedAddresses(sample, sessionId, place.lmsUrl),
    ...overrides,
    sessionId,
  };
  const present = Object.entries(moved).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(present), sessionId };
}
