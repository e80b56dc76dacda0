import type { Deps } from '../deps.ts';
import { removeSilentProcesses } from '../storage/serverProcesses.ts';
import { START_PAGE_LIFE, removeStaleStartPages } from '../storage/startPages.ts';
import { removeStaleTickets } from '../storage/tickets.ts';

/** Forgets what nobody can use any more: unused tickets, old start pages, processes long gone. */
export async function tidy({ clock, database }: Deps): Promise<void> {
  const before = clock.now() - START_PAGE_LIFE;
  await removeStaleTickets(database, before);
  await removeStaleStartPages(database, before);
  await removeSilentProcesses(database);
}
