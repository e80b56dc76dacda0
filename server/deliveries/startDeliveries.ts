import type { Deps } from '../deps.ts';
import { createCaller } from '../outgoing/caller.ts';
import { removeEndedDeliveries } from '../storage/deliveries.ts';

import { createCourier } from './courier.ts';
import { sendersOf } from './senders.ts';

/** How long something due may lie before it is looked for (milliseconds). */
const LOOK_EVERY = 1_000;
/** At the end, tries under way have this long (milliseconds). */
const LAST_ANSWERS = 2_000;
/** What has ended is shown this long and then forgotten (milliseconds). */
const KEPT = 30 * 24 * 3_600_000;
const TIDY_EVERY = 3_600_000;

/**
 * Keeps delivering until the returned function is called, which waits a moment for the tries under way
 * and then breaks them off; they are taken up again at the next start.
 */
export function startDeliveries(deps: Deps): () => Promise<void> {
  const caller = createCaller();
  const courier = createCourier(deps, sendersOf(deps, caller), { freed: () => hurry() });
  let tidied = 0;
  let isEnding = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      await courier.look();
      const now = deps.clock.now();
      if (now - tidied < TIDY_EVERY) return;
      tidied = now;
      await removeEndedDeliveries(deps.database, now - KEPT);
    } catch (error) {
      deps.log.error({ event: 'deliveries', error: error instanceof Error ? error.message : '' });
    }
  };
  let isHurried = false;
  const again = (): void => {
    if (isEnding) return;
    isHurried = false;
    timer = undefined;
    looking = look();
    void looking.then(() => {
      if (!isEnding) timer = setTimeout(again, isHurried ? 0 : LOOK_EVERY);
    });
  };
  const hurry = (): void => {
    isHurried = true;
    if (timer === undefined || isEnding) return;
    clearTimeout(timer);
    timer = setTimeout(again, 0);
  };
  again();
  return async () => {
    isEnding = true;
    clearTimeout(timer);
    await looking;
    const patience = setTimeout(() => courier.breakOff(), LAST_ANSWERS);
    await courier.idle();
    clearTimeout(patience);
    await caller.close();
  };
}
