/** A flat start-parameter object as an LMS sends it; the LMS itself never judges it. */
export type StartParameters = Readonly<Record<string, unknown>> & { readonly sessionId: string };

/** An answer as the quiz keeps it: text, or the chosen values of a multiple choice. */
export type Answer = string | readonly string[];
export type Answers = Readonly<Record<string, Answer>>;

/** One browser that is signed in; `key` guards its forms as Moodle's `sesskey` does. */
export interface Login {
  readonly sessionId: string;
  readonly key: string;
}

export type SaveSource = 'autosave' | 'page' | 'finish' | 'timeup';

export interface Save {
  readonly at: string;
  readonly source: SaveSource;
  readonly page: number;
  readonly answers: Answers;
}

export interface Attempt {
  readonly id: number;
  readonly sessionId: string;
  readonly startedAt: string;
  /** When the LMS's own countdown is over, epoch ms. */
  readonly deadline: number;
  finishedAt: string | null;
  answers: Answers;
  readonly saves: Save[];
}

export type CallbackKind = 'review' | 'schedule' | 'warning' | 'agreement';

export interface Callback {
  readonly at: string;
  readonly kind: CallbackKind;
  /** Why the call was refused; null when its token was good. */
  readonly refusal: string | null;
  readonly body: unknown;
}

/** The one finish call made for a submitted attempt, and what became of it. */
export interface FinishCall {
  readonly at: string;
  readonly url: string;
  readonly sessionId: string;
  readonly sessionFinishUrl: string;
  status: number | null;
  answer: string | null;
  error: string | null;
}

/** A page that a hostile exam page managed to open. */
export interface Landing {
  readonly at: string;
  readonly site: 'lms' | 'elsewhere';
  readonly method: string;
  readonly attempt: string;
}

/** All that the LMS remembers; it is gone when the process ends. */
export interface LmsState {
  readonly starts: Map<string, StartParameters>;
  readonly logins: Map<string, Login>;
  readonly attempts: Attempt[];
  readonly callbacks: Callback[];
  readonly finishCalls: FinishCall[];
  readonly landings: Landing[];
}

export function emptyState(): LmsState {
  return {
    starts: new Map(),
    logins: new Map(),
    attempts: [],
    callbacks: [],
    finishCalls: [],
    landings: [],
  };
}

/** The state as tests read it over HTTP; login cookies and form keys stay inside. */
export function stateAsJson(state: LmsState): Record<string, unknown> {
  return {
    starts: [...state.starts.values()],
    attempts: state.attempts,
    callbacks: state.callbacks,
    finishCalls: state.finishCalls,
    landings: state.landings,
  };
}
