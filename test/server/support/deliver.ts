import { createCourier } from '../../../server/deliveries/courier.ts';
import { sendersOf } from '../../../server/deliveries/senders.ts';
import { createCaller } from '../../../server/outgoing/caller.ts';
import type { TestServer } from './server.ts';

/** Sends out everything that is due, as a running server does by itself. */
export async function deliverDue(server: TestServer): Promise<void> {
  const caller = createCaller();
  const courier = createCourier(server.deps, sendersOf(server.deps, caller), { random: () => 1 });
  while ((await courier.look()) > 0) await courier.idle();
  await caller.close();
}
