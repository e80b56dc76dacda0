import type { Database } from './openDatabase.ts';

/** Answers many questions with one statement, in their order; they are about different sessions. */
type Many<Question, Answer> = (
  db: Database,
  questions: readonly Question[],
) => Promise<readonly Answer[]>;

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Transactions in which several sessions are worked on at once. */
const shared = new WeakSet<Database>();

/** From now on the questions of this transaction are gathered; see `together`. */
export function shareTransaction(db: Database): void {
  shared.add(db);
}

/**
 * A storage function that takes one question, made of one that takes many. In a transaction of its own
 * it asks at once. In a shared one, all that is asked in the same turn of the event loop is one
 * statement: what is done to each session takes the same steps, so they go on in step.
 */
export function together<Question, Answer>(
  many: Many<Question, Answer>,
): (db: Database, question: Question) => Promise<Answer> {
  const gathered = new WeakMap<Database, Waiting<Question, Answer>[]>();
  const ask = async (db: Database, waiting: readonly Waiting<Question, Answer>[]) => {
    try {
      const answers = await many(
        db,
        waiting.map(({ question }) => question),
      );
      if (answers.length !== waiting.length) throw new Error('a question was left unanswered');
      waiting.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  };
  return (db, question) =>
    new Promise((resolve, reject) => {
      const one = { question, resolve, reject };
      const others = gathered.get(db);
      if (!shared.has(db)) void ask(db, [one]);
      else if (others !== undefined) others.push(one);
      else {
        const all = [one];
        gathered.set(db, all);
        setImmediate(() => {
          gathered.delete(db);
          void ask(db, all);
        });
      }
    });
}
