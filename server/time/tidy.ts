import type { Deps } from '../deps.ts';
import { NONCE_LIFE } from '../proctorexam/admitCaller.ts';
import { removeStaleNonces } from '../storage/apiNonces.ts';
import { removeSilentProcesses } from '../storage/serverProcesses.ts';
import { START_PAGE_LIFE, removeStaleStartPages } from '../storage/startPages.ts';
import { removeStaleTickets } from '../storage/tickets.ts';

/** Forgets what nobody can use any more: unused tickets, old start pages and nonces, processes long gone. */
export async function tidy({ clock, database }: Deps): Promise<void> {
  const before = clock.now() - START_PAGE_LIFE;
  await removeStaleNonces(database, clock.now() - NONCE_LIFE);
  await removeStaleTickets(database, before);
  await removeStaleStartPages(database, before);
  await removeSilentProcesses(database);
}
