import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { BackupError, type Manifest } from './manifest.ts';
import { restoreBackup } from './restoreBackup.ts';
import { writeBackup } from './writeBackup.ts';

/**
 * `--backup DIR` and `--restore DIR`.
 * @returns the exit code
 */
export async function runBackup(
  config: Config,
  wanted: { backup: string } | { restore: string },
  surroundings: { log: Log; now: number; say: (line: string) => void },
): Promise<number> {
  const { log, now, say } = surroundings;
  try {
    const manifest =
      'backup' in wanted
        ? await writeBackup(config, wanted.backup, { log, now })
        : await restoreBackup(config, wanted.restore, log);
    const event = 'backup' in wanted ? 'backed_up' : 'restored';
    say(JSON.stringify({ event, ...summaryOf(manifest) }));
    return 0;
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    log.error({ event: 'backup', error: error.message });
    return 1;
  }
}

function summaryOf({ version, at, tables, evidence }: Manifest) {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = evidence.reduce((sum, file) => sum + file.bytes, 0);
  return { version, at, rows, files: evidence.length, bytes };
}
