import { expect } from 'vitest';
import { HOSTILE_ATTEMPTS, type HostileAttempt } from '../../sample-lms/hostile/attempts.ts';
import type { HeldLevel } from './attempt.ts';
import { FRAMES_ELSEWHERE, MAY, NOTICES, OPENS_IN_PLACE } from './hostileOutcomes.ts';
import type { HostileVisits, Surroundings } from './hostileVisit.ts';
import { pageAttempt } from './pageAttempts.ts';
import { recordOutcome } from './record.ts';

/** A nuisance troubles whoever waits for it; each has a test of its own. */
export const PAGE_ATTEMPTS = HOSTILE_ATTEMPTS.filter(({ group }) => group !== 'nuisance');

/** Two busy cores. */
const SOON = { timeout: 10_000, interval: 100 };

export interface HostileSetting {
  readonly visits: HostileVisits;
  readonly lmsUrl: string;
  /** What stood before the attempt. */
  readonly before: Surroundings;
  readonly level: HeldLevel;
}

/** Visits the page of an attempt, expects that it comes to no more than it may, and records that. */
export async function expectHeld(
  { id, group, toldBy }: HostileAttempt,
  { visits, lmsUrl, before, level }: HostileSetting,
): Promise<void> {
  const { atLoad, pressed, notices, landings } = await visits.visit(id);
  const told = [atLoad.result, pressed.result];

  if (OPENS_IN_PLACE.has(id)) expect(told).toContain('left');
  else if (MAY.has(id)) expect(told).toContain('allowed');
  else if (toldBy !== 'landing') {
    const held = { result: expect.stringMatching(/refused|survived/) as string };
    expect(atLoad, atLoad.detail).toMatchObject(held);
    expect(pressed, pressed.detail).toMatchObject(held);
  }
  expect([...new Set(notices)].sort()).toEqual(NOTICES.get(id) ?? []);

  const foreign = landings.filter(({ site }) => site === 'elsewhere');
  if (FRAMES_ELSEWHERE.has(id)) expect(foreign).not.toEqual([]);
  else expect(foreign).toEqual([]);
  await expect.poll(() => visits.exam.url(), SOON).toContain(`${lmsUrl}/hostile/`);
  expect(await visits.surroundings()).toEqual(before);
  const attempt = pageAttempt(id, group, level);
  recordOutcome(attempt, attempt.promise);
}
