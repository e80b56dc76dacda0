import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { buildServer } from './buildServer.ts';
import { ownChanges, type Changes } from './changes/changes.ts';
import { sharedChanges } from './changes/sharedChanges.ts';
import type { Clock } from './clock.ts';
import { configWarnings, hostInUrl, type Config } from './config.ts';
import { startDeliveries } from './deliveries/startDeliveries.ts';
import type { Deps } from './deps.ts';
import { withSodium } from './evidence/verifyEd25519.ts';
import { fileStore } from './evidence/fileStore.ts';
import { createGroups } from './groups/groups.ts';
import type { Log } from './log.ts';
import { handedOutRules } from './ruleSet.ts';
import { staffKeys, staffSecret } from './people/staffKeys.ts';
import { configuredSealing } from './sealing.ts';
import { supportKeys, supportSecret } from './supportKeys.ts';
import { createMetrics } from './operations/metrics.ts';
import { listenForMetrics } from './operations/metricsListener.ts';
import { createDraining } from './processes/draining.ts';
import { keepRenewing, membershipFor } from './processes/membership.ts';
import { openDatabase } from './storage/openDatabase.ts';
import { startClockwork } from './time/clockwork.ts';
import { createWatch } from './time/watch.ts';

/**
 * At the end, answers under way have this long (milliseconds). A photo on a slow line may take longer; its
 * app sends it again.
 */
const LAST_ANSWERS = 10_000;

export interface RunningServer {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Of `/metrics`, when the configuration has it. */
  readonly metricsPort?: number;
  readonly deps: Deps;
  /**
   * Asks to be left, waits as long as the configuration says, takes no more requests, ends those under
   * way, and closes the database.
   */
  close(): Promise<void>;
}

/**
 * Wires the server and makes it listen.
 * @param surroundings `clockwork: false` leaves the looks at the clock and the deliveries to the caller, for tests
 */
export async function startServer(surroundings: {
  config: Config;
  clock: Clock;
  log: Log;
  clockwork?: boolean;
}): Promise<RunningServer> {
  const { config, clock, log } = surroundings;
  for (const warning of configWarnings(config)) log.warn({ event: 'configuration', warning });
  log.info({ event: 'signatures', by: withSodium === undefined ? 'openssl' : 'libsodium' });
  const rules = handedOutRules(config.rules, (cause) =>
    log.warn({ event: 'configuration', warning: `rules.file is left aside: ${cause}` }),
  );
  const database = await openDatabase(config.database, log);
  let app: FastifyInstance | undefined;
  let changes: Changes | undefined;
  try {
    const evidence = fileStore(config.evidenceFolder);
    const groups = createGroups(database);
    changes =
      config.database.kind === 'postgres' ? sharedChanges(config.database.url, log) : ownChanges();
    const watch = createWatch(clock);
    const membership = membershipFor(config.database, { database, watch, log });
    const draining = createDraining();
    const metrics = createMetrics(config.metrics !== undefined);
    let url = '';
    const publicUrl = (): string => withSlash(config.publicUrl ?? url);
    const deps: Deps = {
      ...{ config, database, groups, clock, log, evidence, changes },
      ...{ watch, membership, draining, metrics, rules },
      supportKeys: supportKeys(supportSecret(config)),
      staffKeys: staffKeys(staffSecret(config)),
      sealing: configuredSealing(config),
      publicUrl,
    };
    app = await buildServer(deps);
    await app.listen({ host: config.listen.host, port: config.listen.port });
    url = addressOf(app, config);
    const metricsListener = await listenForMetrics(deps);
    const isTimed = surroundings.clockwork !== false;
    const stopRenewing = isTimed ? keepRenewing(membership, log) : nothing;
    const stopClockwork = isTimed ? startClockwork(deps) : nothing;
    const stopDeliveries = isTimed ? startDeliveries(deps) : nothing;
    const server = app;
    return {
      url,
      ...(metricsListener === undefined ? {} : { metricsPort: metricsListener.port }),
      deps,
      async close() {
        draining.begin();
        const stopped = Promise.all([
          stopClockwork().then(() => membership.leaveJobs()),
          stopDeliveries(),
        ]);
        await pause(config.drainSeconds * 1_000);
        const cut = setTimeout(() => server.server.closeAllConnections(), LAST_ANSWERS);
        await server.close();
        clearTimeout(cut);
        await stopped;
        await stopRenewing();
        await metricsListener?.close();
        await membership.leave();
        await deps.changes.close();
        await database.destroy();
      },
    };
  } catch (error) {
    await app?.close();
    await changes?.close();
    await database.destroy();
    throw error;
  }
}

const nothing = (): Promise<void> => Promise.resolve();

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function addressOf(app: FastifyInstance, config: Config): string {
  const { port } = app.server.address() as AddressInfo;
  const scheme = config.listen.tls === undefined ? 'http' : 'https';
  return `${scheme}://${hostInUrl(config.listen.host)}:${String(port)}`;
}
