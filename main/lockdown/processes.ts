import { processJudge, type ProcessRule } from '../../contract/processRules.ts';
import { programEvidence } from '../../contract/programEvidence.ts';
import type { RunningProcess } from '../system/runningProcess.ts';
import { incident, secondsBetween, type HoldDeps, type Measure } from './measure.ts';

/**
 * Looks for forbidden programs again and again. A program is an incident once while it runs, however
 * many processes it has, and again when it is gone; where the policy says so it covers the exam meanwhile.
 */
export const processes: Measure = {
  name: 'processes',
  needed: false,
  applies: (policy) => policy.processes.forbidden.length > 0,
  hold(deps) {
    const { system, warn, report, onCheckAgain } = deps;
    const watch = watchPrograms(deps);
    let timer: NodeJS.Timeout | undefined;
    let held = true;
    let failing = false;

    const look = async (): Promise<void> => {
      try {
        const running = await system.scanner.scan();
        failing = false;
        if (held) watch.saw(running);
      } catch (cause) {
        // Told once; the next look may succeed.
        if (!failing && held) {
          const values = { measure: 'processes' };
          report(incident('lockdown_incomplete', 'notice', { code: 'lockdown_not_held', values }));
          warn('processes could not be listed', cause);
        }
        failing = true;
      }
    };
    // The next look is planned when one is over, so that a slow machine is never asked twice at once.
    const lookAndPlan = async (): Promise<void> => {
      await look();
      if (held) timer = setTimeout(() => void lookAndPlan(), system.scanner.interval);
    };

    onCheckAgain(look);
    void lookAndPlan();
    return Promise.resolve(() => {
      held = false;
      clearTimeout(timer);
      watch.end();
      return Promise.resolve();
    });
  },
};

function watchPrograms({ policy, system, report, cover, uncover, clock }: HoldDeps) {
  const judge = processJudge(policy.processes, system.operatingSystem);
  let judged = new Map<string, ProcessRule | undefined>();
  const present = new Map<string, { rule: ProcessRule; since: number }>();

  /** The rules that forbid what runs; only processes that were not there before are judged. */
  const rulesMet = (running: readonly RunningProcess[]): Map<string, ProcessRule> => {
    const met = new Map<string, ProcessRule>();
    const now = new Map<string, ProcessRule | undefined>();
    for (const process of running) {
      const key = `${process.pid} ${process.started} ${process.name}`;
      const rule = judged.has(key) ? judged.get(key) : forbiddingRule(process);
      now.set(key, rule);
      if (rule !== undefined) met.set(rule.id, rule);
    }
    judged = now;
    return met;
  };
  const forbiddingRule = (process: RunningProcess): ProcessRule | undefined => {
    const verdict = judge(process);
    return verdict.verdict === 'forbidden' ? verdict.rule : undefined;
  };
  const show = (): void => {
    if (policy.processes.during !== 'cover') return;
    if (present.size === 0) uncover('forbidden_process');
    else {
      const evidence = [...present.values()].slice(0, 20).map(({ rule }) => programEvidence(rule));
      cover({ reason: 'forbidden_process', evidence });
    }
  };

  return {
    saw(running: readonly RunningProcess[]): void {
      const met = rulesMet(running);
      const came = [...met.values()].filter(({ id }) => !present.has(id));
      const gone = [...present.values()].filter(({ rule }) => !met.has(rule.id));
      for (const rule of came) {
        present.set(rule.id, { rule, since: clock.ticks() });
        report(incident('process_forbidden', rule.severity, programEvidence(rule)));
      }
      for (const { rule, since } of gone) {
        present.delete(rule.id);
        const seconds = secondsBetween(since, clock.ticks());
        const values = { program: rule.name.slice(0, 200), seconds };
        report(
          incident('process_forbidden_gone', 'info', { code: 'forbidden_program_ran', values }),
        );
      }
      if (came.length + gone.length > 0) show();
    },
    end(): void {
      if (present.size > 0 && policy.processes.during === 'cover') uncover('forbidden_process');
    },
  };
}
