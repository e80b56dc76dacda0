import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECK_STEPS } from '../../../contract/check.ts';
import { checksInTheWay } from '../../../contract/journey.ts';
import {
  GROUPS,
  isSettled,
  rowState,
  stepAtWork,
  stepsToRun,
} from '../../../renderer/stages/checks/order.ts';
import { sessionView } from '../../fixtures/session.ts';
import type { CheckResult, CheckStep } from '../../../contract/check.ts';
import type { JourneyAt } from '../../../contract/journey.ts';

const result = (step: CheckStep, state: CheckResult['state'], outcome: CheckResult['outcome']) =>
  ({ step, state, outcome, evidence: [] }) as CheckResult;
const pass = (step: CheckStep) => result(step, 'succeeded', 'pass');
const fail = (step: CheckStep) => result(step, 'failed', 'fail');
const at = (
  results: JourneyAt<'checks'>['results'],
  session = sessionView(),
): JourneyAt<'checks'> => ({ stage: 'checks', session, results });

describe('the order of the checks', () => {
  it('knows every step once', () => {
    expect(Object.values(GROUPS).flat().sort()).toEqual([...CHECK_STEPS].sort());
  });

  it('leaves out what the exam does not use and what staff waived', () => {
    const session = sessionView({
      stepsNotNeeded: ['webcam'],
      accommodations: { extraMinutes: 0, waivedSteps: ['microphone'], breakMinutes: 0 },
    });
    expect(stepsToRun(session)).not.toContain('webcam');
    expect(stepsToRun(session)).not.toContain('microphone');
    expect(stepsToRun(session)).not.toContain('mobile');
    expect(stepsToRun(sessionView({ mobileNeeded: true }))).toContain('mobile');
  });

  it('runs one after the other, each failed one once, until all are settled', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 13, maxLength: 13 }), (luck) => {
        const session = sessionView();
        const results: JourneyAt<'checks'>['results'] = {};
        const run: CheckStep[] = [];
        for (;;) {
          const step = stepAtWork(session, results, [], []);
          if (step === undefined) break;
          run.push(step);
          results[step] = luck[run.length % 13] === true ? pass(step) : fail(step);
        }
        expect(run).toEqual(stepsToRun(session));
        expect(run.every((step) => isSettled(step, results))).toBe(true);
      }),
    );
  });

  it('takes first what is asked for again, and passes over what could not be run', () => {
    const session = sessionView();
    expect(stepAtWork(session, {}, ['disk'], [])).toBe('disk');
    expect(stepAtWork(session, {}, [], ['webcam'])).toBe('microphone');
  });

  it('starts with what was not judged when the app comes back in the middle', () => {
    const results = { webcam: pass('webcam'), microphone: fail('microphone') };
    expect(stepAtWork(sessionView(), results, [], [])).toBe('speakers');
    const begun = { webcam: result('webcam', 'not_completed', undefined) };
    expect(stepAtWork(sessionView(), begun, [], [])).toBe('webcam');
  });
});

describe('a row', () => {
  it('says of every step what is so', () => {
    const journey = at({
      webcam: pass('webcam'),
      power: result('power', 'succeeded', 'warn'),
      displays: fail('displays'),
      bandwidth: fail('bandwidth'),
    });
    const state = (step: CheckStep) => rowState(step, journey, 'microphone', ['disk']);
    expect(state('webcam')).toBe('pass');
    expect(state('power')).toBe('warn');
    expect(state('displays')).toBe('fail');
    expect(state('bandwidth')).toBe('failAllowed');
    expect(state('microphone')).toBe('asking');
    expect(state('disk')).toBe('broken');
    expect(state('mobile')).toBe('notNeeded');
    expect(state('network')).toBe('waiting');
  });

  it('needs the candidate exactly where the journey cannot go on', () => {
    fc.assert(
      fc.property(
        fc.subarray([...CHECK_STEPS]),
        fc.subarray([...CHECK_STEPS]),
        (failed, waived) => {
          const session = sessionView({
            accommodations: { extraMinutes: 0, waivedSteps: waived, breakMinutes: 0 },
          });
          const results = Object.fromEntries(
            CHECK_STEPS.map((step) => [step, failed.includes(step) ? fail(step) : pass(step)]),
          );
          const journey = at(results, session);
          const needing = CHECK_STEPS.filter(
            (step) => rowState(step, journey, undefined, []) === 'fail',
          );
          expect(needing).toEqual(checksInTheWay(journey));
        },
      ),
    );
  });
});
