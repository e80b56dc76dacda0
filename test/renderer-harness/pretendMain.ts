import { next, type Journey, type JourneyEvent } from '../../contract/journey.ts';
import type {
  ClosingOutcome,
  EventData,
  EventName,
  ExamBridge,
  Place,
  RequestName,
  Situation,
} from '../../contract/channels.ts';
import type { CheckResult, CheckStep } from '../../contract/check.ts';

/** What a screen begins with, and how main would answer what is pressed on it. */
export interface PretendedStart {
  readonly journey: Journey;
  readonly situation?: Partial<Situation>;
  /** Results of the checks that are not plain successes. */
  readonly results?: Readonly<Partial<Record<CheckStep, Partial<CheckResult>>>>;
  /** Requests that are refused, with the message of the refusal. */
  readonly refuses?: Readonly<Partial<Record<RequestName, string>>>;
  /** What becomes of a program that is asked to close; by force it always closes. */
  readonly closing?: ClosingOutcome;
  /** PNGs of programs, by their rules. */
  readonly icons?: Readonly<Record<string, Uint8Array>>;
  /** Requests that are never answered. */
  readonly keepsWaiting?: readonly RequestName[];
}

export interface PretendedMain {
  readonly bridge: ExamBridge;
  /** Everything asked, in order, places left out. */
  readonly asked: { readonly name: RequestName; readonly input: unknown }[];
  apply(event: JourneyEvent): void;
  /** Begins anew somewhere else. */
  show(other: PretendedStart): void;
  tell<K extends EventName>(name: K, data: EventData<K>): void;
  onPlace(heard: (place: Place | null) => void): void;
  journey(): Journey;
}

const SITUATION: Situation = {
  online: true,
  unsent: 0,
  clockOffset: 0,
  language: 'en',
  languages: ['en', 'fr', 'ar'],
  platform: 'linux',
  appVersion: '0.1.0',
  question: null,
};

/** Events that a request leads to when all goes well. */
const LEADS_TO: Readonly<Partial<Record<RequestName, JourneyEvent>>> = {
  'link.continue': { type: 'link.received', host: 'proctor.uni.example', trusted: true },
  'link.open': { type: 'link.received', host: 'proctor.uni.example', trusted: false },
  'session.consent': { type: 'consent.given' },
  'session.decline': { type: 'consent.declined' },
  'session.reconsider': { type: 'consent.reconsidered' },
  'checks.continue': { type: 'checks.continued' },
  'setup.leave': { type: 'setup.left' },
  'exam.leave': { type: 'exam.left' },
  'finish.takeUp': { type: 'exam.takenUp' },
  'finish.close': { type: 'finish.closed' },
  'blocked.checkAgain': { type: 'unblocked' },
};

/** Plays the main process by the contract's own rules, without Electron, machine or server. */
export function pretendMain(first: PretendedStart, language: string): PretendedMain {
  let start = first;
  let journey = start.journey;
  let situation: Situation = { ...SITUATION, ...start.situation, language };
  let placed: (place: Place | null) => void = () => undefined;
  const asked: PretendedMain['asked'] = [];
  const listeners = new Map<EventName, Set<(data: never) => void>>();

  const tell: PretendedMain['tell'] = (name, data) => {
    listeners.get(name)?.forEach((heard) => (heard as (data: unknown) => void)(data));
  };
  const apply = (event: JourneyEvent) => {
    journey = next(journey, event);
    tell('journey.changed', journey);
  };
  const judge = async (step: CheckStep, takes: number): Promise<CheckResult> => {
    await new Promise((resolve) => setTimeout(resolve, takes));
    const result: CheckResult = {
      step,
      state: 'succeeded',
      outcome: 'pass',
      evidence: [],
      ...start.results?.[step],
    };
    apply({ type: 'check.judged', result });
    return result;
  };
  const answer = async (name: RequestName, input: unknown): Promise<unknown> => {
    if (start.keepsWaiting?.includes(name) === true) return new Promise(() => undefined);
    const refusal = start.refuses?.[name];
    if (refusal !== undefined) throw new Error(refusal);
    const event = LEADS_TO[name];
    if (event !== undefined) apply(event);
    switch (name) {
      case 'app.state':
        return { journey, situation };
      case 'language.set':
        situation = { ...situation, language: input as string };
        return tell('situation.changed', situation);
      case 'link.confirm':
        return apply(input === true ? { type: 'link.confirmed' } : { type: 'link.declined' });
      case 'checks.run':
        return judge(input as CheckStep, 300);
      case 'checks.report':
        return judge((input as { step: CheckStep }).step, 0);
      case 'checks.streamBegin':
        return crypto.randomUUID();
      case 'checks.streamEnd':
        return judge('bandwidth', 0);
      case 'setup.photo':
        return apply({ type: 'setup.stepDone', step: (input as { kind: 'face' }).kind });
      case 'setup.done':
        return apply({ type: 'setup.stepDone', step: input as 'rules' });
      case 'setup.again':
        return apply({ type: 'setup.stepAgain', step: input as 'face' });
      case 'exam.start': {
        const at = Date.now();
        apply({ type: 'exam.started', at, endsAt: at + 90 * 60_000 });
        return apply({ type: 'exam.pageChanged', page: 'shown' });
      }
      case 'exam.break':
        return apply({ type: input === true ? 'break.began' : 'break.ended' });
      case 'exam.reload':
        return apply({ type: 'exam.pageChanged', page: 'shown' });
      case 'programs.close':
        return (input as { force: boolean }).force ? 'closed' : (start.closing ?? 'closed');
      case 'programs.icons':
        return start.icons ?? {};
      case 'exam.goOn':
        return apply({ type: 'exam.uncovered', reason: input as 'forbidden_process' });
      case 'contest.code':
        return apply({ type: 'verdict.contested', step: (input as { step: 'displays' }).step });
      case 'contest.goOn':
        return apply({ type: 'verdict.contested', step: input as 'displays' });
      case 'exam.finish':
        return apply({ type: 'exam.finished', by: 'candidate', unsent: 0 });
      case 'page.place':
        return placed(input as Place | null);
      default:
        return undefined;
    }
  };
  const bridge = {
    ask: async (name: RequestName, input: unknown) => {
      if (name !== 'page.place') asked.push({ name, input });
      return answer(name, input);
    },
    listen: (name: EventName, heard: (data: never) => void) => {
      const heardBy = listeners.get(name) ?? new Set();
      listeners.set(name, heardBy.add(heard));
      return () => heardBy.delete(heard);
    },
  } as unknown as ExamBridge;
  return {
    bridge,
    asked,
    apply,
    tell,
    show(other) {
      start = other;
      journey = other.journey;
      situation = { ...SITUATION, ...other.situation, language: situation.language };
      tell('situation.changed', situation);
      tell('journey.changed', journey);
    },
    journey: () => journey,
    onPlace: (heard) => {
      placed = heard;
    },
  };
}
