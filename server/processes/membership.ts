import { randomUUID } from 'node:crypto';
import type { DatabaseConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { endLease, takeLease } from '../storage/jobLeases.ts';
import type { Database } from '../storage/openDatabase.ts';
import { reachDatabase, renewProcess } from '../storage/serverProcesses.ts';
import type { Watch } from '../time/watch.ts';

/** How often a process says that it is there (milliseconds). */
const RENEW_EVERY = 2_000;
/** Two of these may fail; then another process does the jobs (milliseconds). */
const LEASE_LIFE = 6_000;
/** One lease for all jobs: they are few, and who does one is there for the next. */
const LEASE = 'jobs';

/** This process among those on the same database. */
export interface Membership {
  /** Whether the timed jobs are this process's to do, now. */
  holdsJobs(): boolean;
  /** Says that it is there, and learns of the others. */
  renew(): Promise<void>;
  /** Leaves the jobs to the others. */
  leaveJobs(): Promise<void>;
  /** The last word: until now it has listened. */
  leave(): Promise<void>;
}

interface Surroundings {
  readonly database: Database;
  readonly watch: Watch;
  readonly log: Log;
}

/** An embedded database has one process, which does everything. */
export function aloneIn({ watch }: Surroundings): Membership {
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    holdsJobs: () => true,
    async renew() {
      watch.tick();
    },
    leaveJobs: nothing,
    leave: nothing,
  };
}

export function joinProcesses({ database, watch, log }: Surroundings): Membership {
  const id = randomUUID();
  let told = 0;
  /** Until when the lease surely holds (`performance.now()`): counted from before it was asked for. */
  let heldUntil = -Infinity;
  let leaving = false;

  const renewOnly = async (): Promise<void> => {
    await reachDatabase(database);
    watch.tick();
    const beginnings = watch.beginnings();
    const begins = beginnings !== told;
    const others = await renewProcess(database, {
      ...{ id, begins },
      listeningSince: watch.listeningSince(),
    });
    told = beginnings;
    if (others !== undefined && watch.beginnings() === beginnings) watch.joins(others);
  };
  const holdsJobs = (): boolean => performance.now() < heldUntil;
  return {
    holdsJobs,
    async renew() {
      await renewOnly();
      if (leaving) return;
      const asked = performance.now();
      const held = holdsJobs();
      const lease = { name: LEASE, holder: id, life: LEASE_LIFE };
      heldUntil = (await takeLease(database, lease)) ? asked + LEASE_LIFE : -Infinity;
      if (held !== holdsJobs()) log.info({ event: held ? 'jobs_lost' : 'jobs_taken' });
    },
    leaveJobs() {
      leaving = true;
      heldUntil = -Infinity;
      return evenWithoutDatabase(endLease(database, { name: LEASE, holder: id }));
    },
    leave: () => evenWithoutDatabase(renewOnly()),
  };

  /** Nothing of a process's end may hang on it: the others find out by its silence. */
  function evenWithoutDatabase(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => {
      log.warn({ event: 'left_unsaid', cause: error instanceof Error ? error.name : 'unknown' });
    });
  }
}

export function membershipFor(config: DatabaseConfig, surroundings: Surroundings): Membership {
  return config.kind === 'embedded' ? aloneIn(surroundings) : joinProcesses(surroundings);
}

/** Says every two seconds that this process is there, until the returned function is called. */
export function keepRenewing(membership: Membership, log: Log): () => Promise<void> {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let renewing: Promise<void> = Promise.resolve();
  const again = (): void => {
    renewing = membership
      .renew()
      .catch((error: unknown) => {
        log.error({ event: 'renewal', error: error instanceof Error ? error.message : '' });
      })
      .then(() => {
        if (!ended) timer = setTimeout(again, RENEW_EVERY);
      });
  };
  again();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await renewing;
  };
}
