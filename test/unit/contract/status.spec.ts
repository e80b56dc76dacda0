import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canMove, integrationStatus, STATUS, Status, STATUSES } from '../../../contract/status.ts';

describe('the seven statuses', () => {
  it('carry the labels and wire values of the source, in its order', () => {
    expect(STATUSES.map((status) => [STATUS[status].label, status])).toEqual([
      ['Registered', 'registered'],
      ['Email sent', 'email_sent'],
      ['Checks completed', 'after_check_req'],
      ['In setup', 'in_setup'],
      ['Exam not started', 'exam_not_started'],
      ['Exam started', 'exam_started'],
      ['Exam finished', 'exam_finished'],
    ]);
  });

  it('go backwards only from exam_not_started to in_setup', () => {
    const backwards = STATUSES.flatMap((from, position) =>
      STATUSES.slice(0, position)
        .filter((to) => canMove(from, to))
        .map((to) => [from, to]),
    );
    expect(backwards).toEqual([['exam_not_started', 'in_setup']]);
  });

  it('never leave exam_finished, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATUSES)), (wishes) => {
        let now: Status = 'exam_finished';
        for (const wish of wishes) if (canMove(now, wish)) now = wish;
        return now === 'exam_finished';
      }),
    );
  });

  it('refuse a value of no meaning', () => {
    expect(Status.safeParse('Exam started').success).toBe(false);
  });
});

describe('the integration status', () => {
  const window = { startsAt: 1000, endsAt: 2000 };

  it.each([
    ['registered', 999, 'early_to_start'],
    ['registered', 1000, 'ready_to_start'],
    ['in_setup', 1999, 'ready_to_start'],
    ['exam_not_started', 2000, 'late_to_start'],
    ['exam_started', 5000, 'started'],
    ['exam_finished', 0, 'finished'],
  ] as const)('of %s at %d is %s', (status, now, expected) => {
    expect(integrationStatus(status, window, now)).toBe(expected);
  });

  it('is not_scheduled while a booking is missing, and not once started', () => {
    expect(integrationStatus('registered', window, 1500, true)).toBe('not_scheduled');
    expect(integrationStatus('exam_started', window, 1500, true)).toBe('started');
  });
});
