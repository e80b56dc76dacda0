import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { JPEG } from '../server/support/pictures.ts';
import { enter, wayOf, type Sitting } from './candidate.ts';
import { live } from './life.ts';

/** How long a life lasts once it has begun (milliseconds). */
const LIFE = [50, 1500] as const;
const SHA256 = createHash('sha256').update(JPEG).digest('hex');

interface Terms {
  readonly sitting: Sitting;
  /** An empty folder for the app's outbox. */
  readonly folder: string;
  /** The built `appLife`. */
  readonly program: string;
  /** Once it is over the app is left alone, to come to its end and deliver what it holds. */
  readonly isOver: () => boolean;
}

/**
 * One exam taken by the app's own outbox and queue, killed again and again. What the app once knew to
 * be on its disk is owed by the server when the last life has sent everything.
 */
export async function soakApp({ sitting, folder, program, isOver }: Terms): Promise<void> {
  const { random, book, ledger, lms } = sitting;
  const way = wayOf(random);
  const key = randomBytes(32).toString('hex');
  const photos = new Set<string>();
  const incidents = new Set<string>();
  const hear = (word: string, [what = '', id = '']: readonly string[]): void => {
    if (word === 'sent') {
      ledger.sent.add(what);
      ledger.uncertain.add(what);
    } else if (word === 'recorded') {
      ledger.uncertain.delete(id);
      if (what === 'photo') photos.add(id);
      else if (what === 'incident') incidents.add(id);
      else if (what === way[0]) way.shift();
    }
  };
  let app = await enter(sitting);
  for (;;) {
    const isKilled = !isOver();
    const life = live(
      program,
      [
        JSON.stringify({
          folder,
          key,
          session: app.grant.id,
          server: `${lms.url}/`,
          accessToken: app.token,
          logKey: {
            public: app.key.key,
            seed: app.key.privateKey.export({ format: 'jwk' }).d,
          },
          seed: random.between(0, 2 ** 31),
          way,
        }),
      ],
      hear,
    );
    await life.ready;
    if (isKilled) {
      await Promise.race([life.ended, wait(random.between(...LIFE))]);
      life.kill();
      book.counts['kills of an app'] += 1;
    }
    const { code, complaints } = await life.ended;
    if (code === 0) break;
    if (code !== null) throw new Error(`an app ended with ${code}: ${complaints.join('\n')}`);
    // Opened by its link again: another token for the same outbox. A finished exam is not entered.
    if (way.length > 0 && random.chance(0.2)) app = await enter(sitting);
  }
  for (const id of ledger.sent) {
    if (ledger.uncertain.has(id)) continue;
    ledger.acknowledged.add(id);
    book.counts['events acknowledged'] += 1;
  }
  for (const id of incidents) ledger.incidents.add(id);
  for (const id of photos) ledger.photos.set(id, SHA256);
  book.counts['photos acknowledged'] += photos.size;
  book.counts['events sent'] += ledger.sent.size;
  ledger.finished = way.length === 0;
}
