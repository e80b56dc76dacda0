import { deskOf, listDeskActions, readAdmission } from '../storage/desk.ts';
import { update, type SessionWork } from './work.ts';

/** Makes anew what the app is told of the desk. To be called after every change of it, in its transaction. */
export async function tellDesk(work: SessionWork): Promise<void> {
  const { db, session } = work;
  const actions = await listDeskActions(db, session.id);
  const admission = await readAdmission(db, session.id);
  await update(work, { desk: JSON.stringify(deskOf(actions, admission)) });
  work.visible = true;
}
