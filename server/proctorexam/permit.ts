import { ServerRefusal } from '../refusal.ts';
import type { ApiUser } from '../storage/apiUsers.ts';
import { ROLE } from './roles.ts';

/** @throws ServerRefusal when the user's role does not go so far */
export function permit(user: ApiUser, deed: 'manages' | 'endsExams' | 'administers'): void {
  if (!ROLE[user.role][deed]) throw new ServerRefusal('caller_not_permitted');
}
