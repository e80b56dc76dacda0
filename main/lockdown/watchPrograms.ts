import { processJudge, type ProcessRule } from '../../contract/processRules.ts';
import { programEvidence } from '../../contract/programEvidence.ts';
import type { ProcessChanges, RunningProcess } from '../system/runningProcess.ts';
import { incident, secondsBetween, type HoldDeps } from './measure.ts';

/**
 * Milliseconds that a program may cover the exam before the candidate may go on in spite of it. Closing a
 * program takes seconds, and finding out that one cannot be closed a few minutes.
 */
export const COVERS_AT_MOST = 5 * 60_000;

/** A forbidden program that runs now. */
interface Present {
  readonly rule: ProcessRule;
  readonly since: number;
  readonly processes: Set<RunningProcess>;
  /** It covers no more: the candidate went on, which the institution was told. */
  excused: boolean;
}

export interface ProgramWatch {
  readonly saw: (changes: ProcessChanges) => void;
  /** Lifts the cover in spite of what runs, once it has lasted long enough; before that it does nothing. */
  readonly goOn: () => void;
  /** Forbidden programs are allowed to run after all: they are reported and cover no more. */
  readonly overrule: () => void;
  readonly end: () => void;
}

type Deps = Pick<HoldDeps, 'policy' | 'system' | 'report' | 'cover' | 'uncover' | 'clock'>;

/** Keeps account of the forbidden programs that run, from what is different from look to look. */
export function watchPrograms({
  policy,
  system,
  report,
  cover,
  uncover,
  clock,
}: Deps): ProgramWatch {
  const judge = processJudge(policy.processes, system.operatingSystem);
  let covers = policy.processes.during === 'cover';
  const present = new Map<string, Present>();
  const programOf = new Map<RunningProcess, Present>();
  let coveredSince: number | undefined;
  let mayGoOn = false;
  let timer: NodeJS.Timeout | undefined;

  const covering = (): Present[] => [...present.values()].filter(({ excused }) => !excused);
  const evidenceOf = (programs: readonly Present[]) =>
    programs.slice(0, 19).map(({ rule }) => programEvidence(rule));
  const coveredSeconds = (): number =>
    coveredSince === undefined ? 0 : secondsBetween(coveredSince, clock.ticks());
  const tell = (): void => {
    cover({ reason: 'forbidden_process', evidence: evidenceOf(covering()), mayGoOn });
  };
  const show = (): void => {
    if (!covers) return;
    if (covering().length > 0) {
      if (coveredSince === undefined) {
        coveredSince = clock.ticks();
        timer = setTimeout(() => {
          mayGoOn = true;
          tell();
        }, COVERS_AT_MOST);
      }
      tell();
    } else if (coveredSince !== undefined) {
      lift();
    }
  };
  const lift = (): void => {
    clearTimeout(timer);
    coveredSince = undefined;
    mayGoOn = false;
    uncover('forbidden_process');
  };

  const came = (process: RunningProcess): boolean => {
    const verdict = judge(process);
    if (verdict.verdict !== 'forbidden') return false;
    const { rule } = verdict;
    const known = present.get(rule.id);
    const program = known ?? newProgram(rule, clock.ticks());
    program.processes.add(process);
    programOf.set(process, program);
    if (known !== undefined) return false;
    present.set(rule.id, program);
    report(incident('process_forbidden', rule.severity, programEvidence(rule)));
    return true;
  };
  const left = (process: RunningProcess): Present | undefined => {
    const program = programOf.get(process);
    programOf.delete(process);
    program?.processes.delete(process);
    return program;
  };
  const isOver = (program: Present | undefined): program is Present =>
    program?.processes.size === 0 && present.delete(program.rule.id);

  return {
    saw({ came: arrived, gone }) {
      // What came is counted first: a program that starts itself anew is not gone in between.
      const isNew = arrived.map(came).includes(true);
      const over = gone.map(left).filter(isOver);
      for (const { rule, since, excused } of over) {
        const values = {
          program: rule.name.slice(0, 200),
          seconds: secondsBetween(since, clock.ticks()),
        };
        const covered = excused || !covers ? [] : coveredEvidence(coveredSeconds());
        const ran = { code: 'forbidden_program_ran', values };
        report(incident('process_forbidden_gone', 'info', ran, ...covered));
      }
      if (isNew || over.length > 0) show();
    },
    goOn() {
      if (!mayGoOn) return;
      const programs = covering();
      for (const program of programs) program.excused = true;
      const evidence = [...evidenceOf(programs), ...coveredEvidence(coveredSeconds())];
      report(incident('process_cover_lifted', 'serious', ...evidence));
      lift();
    },
    overrule() {
      covers = false;
      for (const program of present.values()) program.excused = true;
      if (coveredSince !== undefined) lift();
    },
    end() {
      if (coveredSince !== undefined) lift();
    },
  };
}

function newProgram(rule: ProcessRule, since: number): Present {
  return { rule, since, processes: new Set(), excused: false };
}

/** How long the exam could not be seen, which staff may credit. */
function coveredEvidence(seconds: number) {
  return [{ code: 'covered_for', values: { seconds } }];
}
