import { parseArgs } from 'node:util';

/** What the server can be told on the command line. */
const OPTIONS = {
  config: { type: 'string' },
  'check-config': { type: 'boolean' },
  backup: { type: 'string' },
  restore: { type: 'string' },
  'reset-password': { type: 'string' },
  'verify-log': { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

export const HELP = `invigil-server [--config FILE] [command]

Without a command the server runs until SIGTERM. When it listens it prints one line,
{"event":"listening","url":"…"}; its log goes to stderr.

  --config FILE           the configuration; left out: this machine only, for trying out
  --check-config          says what is wrong with the configuration, and ends: 0 nothing, 1 something
  --backup DIR            writes everything that is kept into an empty folder
  --restore DIR           makes a backup's state again in an empty database and evidence folder
  --reset-password NAME   gives an administrator a one-time password
  --verify-log SESSION    verifies the stored log of a session: 0 as it was signed, 3 not
  --help, --version

On an embedded database the server has to be stopped for --backup, --restore, --reset-password and
--verify-log; on PostgreSQL it may run, but for --restore.
`;

/** @throws TypeError naming an option that there is not */
export function readCommandLine(words: readonly string[]) {
  return parseArgs({ args: [...words], options: OPTIONS }).values;
}
