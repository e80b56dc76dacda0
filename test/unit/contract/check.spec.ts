import { describe, expect, it } from 'vitest';
import { CHECK_STEPS, stepsInTheWay, wireState, type CheckState } from '../../../contract/check.ts';

const needs = { mobile: false, notNeeded: [], waived: [] };
const allSucceeded = Object.fromEntries(
  CHECK_STEPS.map((step): [string, CheckState] => [step, 'succeeded']),
);

describe('the system check', () => {
  it('is completed when every required step succeeded', () => {
    expect(stepsInTheWay(allSucceeded, needs)).toEqual([]);
  });

  it.each(['bandwidth', 'power', 'disk', 'session_type'] as const)(
    'lets a failed %s step pass: it only warns',
    (step) => {
      expect(stepsInTheWay({ ...allSucceeded, [step]: 'failed' }, needs)).toEqual([]);
    },
  );

  it.each(['failed', 'not_started', 'not_completed'] as const)(
    'asks for the phone only when the exam needs it (%s)',
    (state) => {
      const results = { ...allSucceeded, mobile: state };
      expect(stepsInTheWay(results, needs)).toEqual([]);
      expect(stepsInTheWay(results, { ...needs, mobile: true })).toEqual(['mobile']);
    },
  );

  it('holds back every other step that has not succeeded', () => {
    expect(stepsInTheWay({}, needs)).toEqual([
      'webcam',
      'microphone',
      'speakers',
      'screenshare',
      'displays',
      'virtual_machine',
      'processes',
      'network',
    ]);
  });

  it('lets go of a waived step and of one that the exam does not use', () => {
    const results = { ...allSucceeded, webcam: 'failed', microphone: 'failed' } as const;
    expect(
      stepsInTheWay(results, { ...needs, waived: ['webcam'], notNeeded: ['microphone'] }),
    ).toEqual([]);
  });

  it('puts pass and warn on the wire as succeeded, fail as failed', () => {
    expect([wireState('pass'), wireState('warn'), wireState('fail')]).toEqual([
      'succeeded',
      'succeeded',
      'failed',
    ]);
  });
});
