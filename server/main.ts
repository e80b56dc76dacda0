import { runBackup } from './backup/runBackup.ts';
import { systemClock } from './clock.ts';
import { HELP, readCommandLine } from './commandLine.ts';
import { ConfigError, configWarnings, readConfigFile } from './config.ts';
import { defaultConfig } from './defaultConfig.ts';
import { createLog } from './log.ts';
import { resetLostPassword } from './resetPassword.ts';
import { startServer } from './startServer.ts';
import { VERSION } from './version.ts';
import { verifyLog } from './verifyLog.ts';

const log = createLog(process.env['INVIGIL_LOG'] ?? 'info');

try {
  const values = readCommandLine(process.argv.slice(2));
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (values.help === true) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  if (values.version === true) {
    say(VERSION);
    process.exit(0);
  }
  const config =
    values.config === undefined
      ? defaultConfig(process.env)
      : readConfigFile(values.config, process.env);
  if (values['check-config'] === true) {
    for (const warning of configWarnings(config)) say(`warning: ${warning}`);
    say('the configuration can be used');
    process.exit(0);
  }
  const { backup, restore } = values;
  if (backup !== undefined || restore !== undefined) {
    const wanted = backup !== undefined ? { backup } : { restore: restore ?? '' };
    process.exit(await runBackup(config, wanted, { log, now: systemClock.now(), say }));
  }
  const name = values['reset-password'];
  if (name !== undefined) {
    const oneTimePassword = await resetLostPassword(config, name, log);
    process.stdout.write(`${JSON.stringify({ event: 'password_reset', name, oneTimePassword })}\n`);
    process.exit(0);
  }
  const session = values['verify-log'];
  if (session !== undefined) {
    process.exit(await verifyLog(config, session, { log, say }));
  }
  const running = await startServer({ config, clock: systemClock, log });
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ event: 'ended badly', error: error instanceof Error ? error.message : '' });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // Last: whoever reads it may end the server at once.
  process.stdout.write(`${JSON.stringify({ event: 'listening', url: running.url })}\n`);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  // A fault of the configuration is for a person: plain lines, each naming its key.
  if (error instanceof ConfigError) process.stderr.write(`${message}\n`);
  else log.fatal({ event: 'cannot start', error: message });
  process.exit(1);
}
