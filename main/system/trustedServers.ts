import { z } from 'zod';
import { readIfThere, writeDurably } from './durableFile.ts';
import type { Log } from './log.ts';

/** Knows which servers open without asking. */
export interface TrustedServers {
  /** @param server origin and path prefix, ending in a slash */
  readonly includes: (server: string) => boolean;
  /** The candidate was shown the host's name and said yes. */
  readonly confirm: (server: string) => Promise<void>;
}

const Confirmed = z.array(z.string());

/**
 * Those that administrators name, and those that the candidate confirmed before. What was confirmed
 * is the origin: the candidate is shown the host's name and no path.
 */
export async function trustedServers(
  file: string,
  managed: readonly string[],
  log: Log,
): Promise<TrustedServers> {
  const confirmed = new Set(await readConfirmed(file, log));
  return {
    includes: (server) =>
      confirmed.has(new URL(server).origin) || managed.some((named) => covers(named, server)),
    async confirm(server) {
      confirmed.add(new URL(server).origin);
      await writeDurably(file, JSON.stringify([...confirmed]));
    },
  };
}

function covers(named: string, server: string): boolean {
  const [prefix, address] = [new URL(named), new URL(server)];
  const folder = prefix.pathname.endsWith('/') ? prefix.pathname : `${prefix.pathname}/`;
  return prefix.origin === address.origin && address.pathname.startsWith(folder);
}

async function readConfirmed(file: string, log: Log): Promise<string[]> {
  try {
    const content = await readIfThere(file);
    return content === undefined ? [] : Confirmed.parse(JSON.parse(content.toString('utf8')));
  } catch (error) {
    log.error('the list of confirmed servers cannot be read, so each is asked for again', error);
    return [];
  }
}
