import type { Action, Performed } from '../../../server/actions/index.ts';
import type { Deps } from '../../../server/deps.ts';
import { withSession } from '../../../server/sessions/withSession.ts';

/** Does to a session what staff would by a form: the input is read by the action's own schema. */
export async function performAs<Input>(
  deps: Deps,
  by: { readonly sessionId: string; readonly actor: string },
  action: Action<Input>,
  input: object,
): Promise<Performed> {
  const done = await withSession(deps, by.sessionId, (work) =>
    action.perform(work, action.input.parse(input), by.actor),
  );
  if (done === undefined) throw new Error('no such session');
  return done;
}
