import type { Deps } from '../deps.ts';
import type { Retention } from '../serviceConfig.ts';
import { listIntegrations, listUnerased, listWithPhotos } from '../storage/retention.ts';
import { erasePersonal, removePhotos } from './erase.ts';

const DAY = 24 * 3_600_000;

/** Sessions of one step, and steps of one round: a backlog goes in the background, not in one piece. */
const MOST = 50;
const STEPS = 20;

/** Removes what has been kept for as long as its integration says; one round of the timed job. */
export async function keepRetention(deps: Deps): Promise<void> {
  for (const integration of await listIntegrations(deps.database)) {
    const { evidenceDays, personalDays } = retentionOf(deps, integration);
    const now = deps.clock.now();
    const photos = { integration, than: now - evidenceDays * DAY, most: MOST };
    await step(
      () => listWithPhotos(deps.database, photos),
      (id) => removePhotos(deps, id, 'server'),
    );
    const personal = { integration, than: now - personalDays * DAY, most: MOST };
    await step(
      () => listUnerased(deps.database, personal),
      (id) => erasePersonal(deps, id, 'server'),
    );
  }
}

/** An integration that is configured no more keeps to what holds for all. */
function retentionOf({ config }: Deps, name: string): Retention {
  const own = config.integrations.find((integration) => integration.name === name)?.retention;
  return own ?? config.retention;
}

async function step(
  list: () => Promise<string[]>,
  remove: (id: string) => Promise<unknown>,
): Promise<void> {
  for (let steps = 0; steps < STEPS; steps += 1) {
    const ids = await list();
    for (const id of ids) await remove(id);
    if (ids.length < MOST) return;
  }
}
