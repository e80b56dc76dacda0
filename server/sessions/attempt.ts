import { ServerRefusal } from '../refusal.ts';

/** What came of an act that may be refused. */
export type Attempted<Answer> = { readonly answer: Answer } | { readonly refusal: ServerRefusal };

/** Lets a refusal be told without undoing the transaction it was made in; any other error undoes it. */
export async function attempt<Answer>(
  act: () => Answer | Promise<Answer>,
): Promise<Attempted<Answer>> {
  try {
    return { answer: await act() };
  } catch (error) {
    if (error instanceof ServerRefusal) return { refusal: error };
    throw error;
  }
}
