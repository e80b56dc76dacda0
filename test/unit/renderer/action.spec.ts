import { expect, it } from 'vitest';
import { problemOf } from '../../../renderer/action.ts';

it.each([
  ['too_early', 'too_early'],
  ['server_unreachable: connect ECONNREFUSED', 'server_unreachable'],
  ['checks.run: wrong input', undefined],
  ['', undefined],
  ['toString', undefined],
])('reads "%s" as the reason %s', (message, reason) => {
  expect(problemOf(new Error(message)).reason).toBe(reason);
  expect(problemOf(new Error(message)).message).toBe(message);
});

it('makes words of whatever was thrown', () => {
  expect(problemOf('gone')).toEqual({ message: 'gone' });
  expect(problemOf(undefined)).toEqual({ message: 'undefined' });
});
