/** How callers are brought together. */
export interface Terms<Question> {
  /** How many go together at most. */
  readonly most: number;
  /** Two of one key never go together; the later one goes next time. Absent: any may. */
  readonly keyOf?: (question: Question) => string;
}

interface Caller<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets callers who come while others are served be served together, right after them. Nobody waits for
 * company: who comes to an idle server is served at once, and the busier it is the more go together.
 * @param serve answers in the order of the questions; when it fails, all of them fail
 */
export function collect<Question, Answer>(
  serve: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  { most, keyOf }: Terms<Question>,
): (question: Question) => Promise<Answer> {
  let waiting: Caller<Question, Answer>[] = [];
  let serving = false;
  const next = (): void => {
    if (serving || waiting.length === 0) return;
    serving = true;
    const callers = take();
    void answer(callers).then(() => {
      serving = false;
      next();
    });
  };
  const take = (): Caller<Question, Answer>[] => {
    const keys = new Set<string>();
    const taken: Caller<Question, Answer>[] = [];
    const left: Caller<Question, Answer>[] = [];
    for (const caller of waiting) {
      const key = keyOf?.(caller.question);
      const fits = taken.length < most && (key === undefined || !keys.has(key));
      (fits ? taken : left).push(caller);
      // Of one key in their order: one that is left keeps those behind it back.
      if (key !== undefined) keys.add(key);
    }
    waiting = left;
    return taken;
  };
  const answer = async (callers: readonly Caller<Question, Answer>[]): Promise<void> => {
    try {
      const answers = await serve(callers.map(({ question }) => question));
      if (answers.length !== callers.length) throw new Error('a caller was left unanswered');
      callers.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      for (const { reject } of callers) reject(error);
    }
  };
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      next();
    });
}
