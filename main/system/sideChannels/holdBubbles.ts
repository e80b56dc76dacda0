import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Lets go of what was held. */
export type LetGo = () => Promise<void>;

/**
 * Keeps Plasma's bubbles back while it is held: `kde-inhibit` (kde-cli-tools) does so as long as the program
 * that it starts runs. That one reads our pipe, and so ends with us in every case: nothing has to be given
 * back after a crash.
 * @returns undefined on another desktop, and where the tool is missing
 */
export async function holdPlasmaBubbles(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<LetGo | undefined> {
  if (!/(^|:)KDE/i.test(environment['XDG_CURRENT_DESKTOP'] ?? '')) return undefined;
  const child = spawn('kde-inhibit', ['--notifications', 'cat'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const started = await once(child, 'spawn').then(
    () => true,
    () => false,
  );
  if (!started) return undefined;
  const ended = once(child, 'exit');
  // It may end before us, and its pipe with it.
  child.stdin.on('error', () => child.stdin.destroy());
  return async () => {
    child.stdin.end();
    if (child.exitCode === null && child.signalCode === null) await ended;
  };
}
