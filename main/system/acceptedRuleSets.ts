import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere, writeDurably } from './durableFile.ts';

/**
 * The rule set that was last accepted of each server, as it was signed: its signature is judged again
 * at every reading, so that nothing need be sealed.
 */
export interface AcceptedRuleSets {
  readonly read: (server: string) => Promise<string | undefined>;
  readonly keep: (server: string, signed: string) => Promise<void>;
}

export function acceptedRuleSets(folder: string): AcceptedRuleSets {
  const fileOf = (server: string): string =>
    path.join(folder, `${createHash('sha256').update(server).digest('hex')}.json`);
  return {
    read: async (server) => (await readIfThere(fileOf(server)))?.toString('utf8'),
    async keep(server, signed) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeDurably(fileOf(server), signed);
    },
  };
}
