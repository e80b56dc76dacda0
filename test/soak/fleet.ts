import path from 'node:path';
import { freePort } from '../e2e/support/freePort.ts';
import { startServer, type RunningServer, type ServerOptions } from '../e2e/support/server.ts';
import { mkdir } from 'node:fs/promises';
import type { Random } from './random.ts';

/** Server processes on one database; calls go to any of them, as behind a proxy. */
export interface Fleet {
  /** Of one of them, another each time. It may be dead at this moment. */
  url(): string;
  /** Kills one without warning. @returns what starts it again */
  killOne(): Promise<() => Promise<void>>;
  /** Kills all of them. @returns what starts them again */
  killAll(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/**
 * @param random picks whom a call meets and who is killed
 * @param options `folder` holds the evidence of all; each has a configuration of its own in it
 */
export async function openFleet(
  count: number,
  random: Random,
  options: Omit<ServerOptions, 'port'>,
): Promise<Fleet> {
  const evidence = `file:${path.join(options.folder, 'evidence')}`;
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  const open = async (place: number): Promise<RunningServer> => {
    // One keeps its configuration, and its embedded database, where a server of its own would.
    const folder = count === 1 ? options.folder : path.join(options.folder, `process-${place}`);
    await mkdir(folder, { recursive: true });
    const port = ports[place];
    if (port === undefined) throw new Error(`there is no process ${place}`);
    return startServer({ ...options, folder, port, config: { evidence, ...options.config } });
  };
  const running: RunningServer[] = [];
  // One after the other: the first brings the database up to date.
  for (const place of ports.keys()) running.push(await open(place));
  const urls = running.map(({ url }) => url);
  const kill = async (place: number): Promise<() => Promise<void>> => {
    await running[place]?.kill();
    return async () => {
      running[place] = await open(place);
    };
  };
  return {
    url: () => random.pick(urls),
    killOne: () => kill(random.between(0, count - 1)),
    async killAll() {
      const again = await Promise.all(running.map((_each, place) => kill(place)));
      return async () => {
        for (const each of again) await each();
      };
    },
    async stop() {
      await Promise.all(running.map((each) => each.stop()));
    },
  };
}
