import { expect, it } from 'vitest';
import { z } from 'zod';
import { seeded } from '../../soak/random.ts';

it('comes out the same for the same seed, and another way for another', () => {
  const numbers = (seed: number): number[] => {
    const random = seeded(seed);
    return Array.from({ length: 20 }, () => random.next());
  };
  expect(numbers(7)).toEqual(numbers(7));
  expect(numbers(7)).not.toEqual(numbers(8));
});

it('stays within its bounds and reaches them', () => {
  const random = seeded(1);
  const numbers = Array.from({ length: 500 }, () => random.between(3, 5));
  expect([...new Set(numbers)].sort()).toEqual([3, 4, 5]);
  expect(numbers.filter(() => random.chance(0.5)).length).toBeGreaterThan(150);
});

it('makes ids that pass for ids', () => {
  const random = seeded(2);
  const ids = Array.from({ length: 50 }, () => random.uuid());
  expect(new Set(ids).size).toBe(50);
  for (const id of ids) expect(z.uuid().safeParse(id).success).toBe(true);
});
