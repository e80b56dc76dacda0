/**
 * One life of an app in front of a real server: the app's own outbox, queue and client, without its
 * windows. Usage: `appLife LIFE` with LIFE as JSON; tells `recorded TYPE ID`, and ends by itself only
 * when it was asked to record nothing and everything is sent.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { LogKey } from '../../../main/evidence/logKey.ts';
import { startSending } from '../../../main/evidence/sending.ts';
import { openSessionOutbox } from '../../../main/evidence/sessionOutbox.ts';
import { sealer } from '../../../main/system/sealing.ts';
import { serverClient } from '../../../main/system/serverClient.ts';
import type { Item } from '../../../main/system/outbox/record.ts';
import type { Incident } from '../../../contract/incident.ts';
import { Status } from '../../../contract/status.ts';
import { JPEG } from '../../server/support/pictures.ts';
import { seeded } from '../random.ts';
import { log, report } from './report.ts';

const Life = z.object({
  folder: z.string(),
  key: z.hex(),
  /** Our id of the session, and what opens it. */
  session: z.string(),
  server: z.url(),
  accessToken: z.string(),
  /** The pair registered with this access. */
  logKey: LogKey,
  seed: z.number(),
  /** Statuses that are still to come; none, and nothing is recorded at all. */
  way: z.array(Status),
});

const life = Life.parse(JSON.parse(process.argv[2] ?? ''));
const { server, accessToken } = life;
const random = seeded(life.seed);
const opened = await openSessionOutbox(
  life.session,
  { folder: life.folder, sealer: sealer(Buffer.from(life.key, 'hex')), log },
  { server, accessToken },
  life.logKey,
);
if (opened === undefined) throw new Error('the outbox does not open');
const outbox = opened;
const sending = startSending({
  outbox,
  client: serverClient((url, init) => fetch(url, init)),
  listener: {
    onReached: () => undefined,
    onState: () => undefined,
    onTurnedAway: (reason) => log.error(`turned away: ${reason}`),
    onStartRefused: (reason) => log.error(`the start was refused: ${reason}`),
  },
  log,
  random: () => random.next(),
});
report('ready');

const way = [...life.way];
const isDraining = way.length === 0;

function newItem(): Item {
  const id = random.uuid();
  const at = new Date().toISOString();
  const deed = random.next();
  if (deed < 0.05) return { type: 'photo', photo: { id, kind: 'face', at, overridden: [] } };
  if (deed < 0.15) {
    return { type: 'heartbeat', heartbeat: { id, at, stage: 'exam', unsent: 0 } };
  }
  const status = deed < 0.25 ? way.shift() : undefined;
  if (status !== undefined) return { type: 'event', event: { type: 'status', id, at, status } };
  const incident: Incident = { kind: 'focus_lost', severity: 'notice', evidence: [] };
  return { type: 'event', event: { type: 'incident', id, at, incident } };
}

async function record(item: Item): Promise<void> {
  if (item.type === 'photo') {
    await outbox.photos.keep(item.photo.id, JPEG);
    await outbox.record(item);
    report('recorded', 'photo', item.photo.id);
  } else if (item.type === 'event') {
    const { id, type } = item.event;
    report('sent', id);
    await outbox.record(item);
    report('recorded', item.event.type === 'status' ? item.event.status : type, id);
  } else await outbox.record(item);
}

while (!isDraining && way.length > 0) {
  await Promise.all(Array.from({ length: random.between(1, 4) }, () => record(newItem())));
  await wait(random.between(5, 120));
}
while (outbox.pending().length > 0) await wait(50);
await sending.stop();
await outbox.close();
report('empty');
