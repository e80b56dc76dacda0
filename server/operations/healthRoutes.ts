import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { pendingMigrations } from '../storage/openDatabase.ts';

/** An answer is used again for this long (milliseconds): anybody may ask, and asking costs a look. */
const FRESH = 1_000;
/** A look that takes longer is a no (milliseconds). */
const PATIENCE = 5_000;

/** `GET healthz`: the process runs. Whoever restarts it for a no must not do so because the database is away. */
export const HealthAnswer = z.object({ status: z.literal('ok') });

/** `GET readyz`: whether it should be sent requests, and what is missing if not. */
export const ReadyAnswer = z.object({
  ready: z.boolean(),
  /** The database answers. */
  database: z.boolean(),
  /** The database's tables are as this version needs them. */
  migrations: z.boolean(),
  /** Photos can be written. */
  evidence: z.boolean(),
  /** It is about to end: it still answers, but send the next request elsewhere. */
  draining: z.boolean(),
});
export type ReadyAnswer = z.infer<typeof ReadyAnswer>;

export function registerHealth(app: FastifyInstance, deps: Deps): void {
  app.get('/healthz', async () => ({ status: 'ok' }) satisfies z.infer<typeof HealthAnswer>);

  let looked = -Infinity;
  let looking: Promise<Omit<ReadyAnswer, 'ready' | 'draining'>> | undefined;
  app.get('/readyz', async (_request, reply) => {
    if (looking === undefined || performance.now() - looked > FRESH) {
      looked = performance.now();
      looking = look(deps);
    }
    const draining = deps.draining.isDraining();
    const found = await looking;
    const ready = !draining && found.database && found.migrations && found.evidence;
    const answer: ReadyAnswer = { ready, ...found, draining };
    return reply.code(ready ? 200 : 503).send(answer);
  });
}

async function look(deps: Deps): Promise<Omit<ReadyAnswer, 'ready' | 'draining'>> {
  const holds = async (what: string, test: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await withPatience(test());
    } catch (error) {
      deps.log.warn({ event: 'not_ready', what, cause: error instanceof Error ? error.name : '' });
      return false;
    }
  };
  const [migrations, evidence] = await Promise.all([
    // Counted as reached once it has answered, whatever it answered.
    holds('database', async () => (await pendingMigrations(deps.database)) >= 0).then(
      async (database) => ({
        database,
        migrations:
          database &&
          (await holds('migrations', async () => (await pendingMigrations(deps.database)) === 0)),
      }),
    ),
    holds('evidence', async () => {
      await deps.evidence.remove(await deps.evidence.write(new Uint8Array(1)));
      return true;
    }),
  ]);
  return { ...migrations, evidence };
}

function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
