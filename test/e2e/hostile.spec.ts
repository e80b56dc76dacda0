import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOSTILE_ATTEMPTS } from '../sample-lms/hostile/attempts.ts';
import { FRAMES_ELSEWHERE, MAY, NOTICES, OPENS_IN_PLACE } from './support/hostileOutcomes.ts';
import { HostileVisits, type Surroundings } from './support/hostileVisit.ts';
import { reachExam, type Sitting } from './support/reachExam.ts';
import { openWorld, type World } from './support/world.ts';

/** They trouble whoever waits for them; each has a test of its own below. */
const NUISANCES = new Set(
  HOSTILE_ATTEMPTS.filter(({ group }) => group === 'nuisance').map(({ id }) => id),
);

let world: World;
let sitting: Sitting;
let visits: HostileVisits;
let before: Surroundings;

const begin = async (): Promise<void> => {
  sitting = await reachExam(world, { secureBrowserLevel: 'high' });
  visits = await HostileVisits.begin(world, sitting);
};

beforeAll(async () => {
  world = await openWorld({
    // The hostile pages themselves are inside the rules; the rest is as in any Moodle exam.
    server: { integration: { urlRules: ['preset:moodle', 'http://127.0.0.1\\:*/hostile/*'] } },
  });
  await begin();
}, 300_000);

beforeEach(async () => {
  before = await visits.surroundings();
});

afterEach(async () => {
  const stands = await Promise.race([
    visits
      .surroundings()
      .then(({ contents, shell }) => contents.length === 2 && shell === before.shell),
    new Promise<false>((resolve) => setTimeout(resolve, 10_000, false)),
  ]).catch(() => false);
  if (stands) return;
  await sitting.close();
  await begin();
  throw new Error('the sitting did not survive this');
}, 240_000);

afterAll(async () => {
  await sitting.close();
  await world.close();
});

describe('a hostile exam page', () => {
  it.each(HOSTILE_ATTEMPTS.filter(({ id }) => !NUISANCES.has(id)))(
    '$group: $id',
    async ({ id, toldBy }) => {
      const { atLoad, pressed, notices, landings } = await visits.visit(id);
      const told = [atLoad.result, pressed.result];

      if (OPENS_IN_PLACE.has(id)) expect(told).toEqual(['left', 'left']);
      else if (MAY.has(id)) expect(told).toContain('allowed');
      else if (toldBy !== 'landing') {
        expect(atLoad, atLoad.detail).toMatchObject({
          result: expect.stringMatching(/refused|survived/) as string,
        });
        expect(pressed, pressed.detail).toMatchObject({
          result: expect.stringMatching(/refused|survived/) as string,
        });
      }
      expect([...new Set(notices)].sort()).toEqual(NOTICES.get(id) ?? []);

      const foreign = landings.filter(({ site }) => site === 'elsewhere');
      if (FRAMES_ELSEWHERE.has(id)) expect(foreign).not.toEqual([]);
      else expect(foreign).toEqual([]);
      const { origin, pathname } = new URL((await visits.exam()).url());
      expect(`${origin}${pathname}`).toMatch(`${world.lms.url}/hostile/`);
      expect(await visits.surroundings()).toEqual(before);
    },
  );
});
