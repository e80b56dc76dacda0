import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { run, start, succeed, type Outcome, type Running } from './command.ts';

/** An ordinary user of this machine, with a home and nothing else. */
export interface Person {
  readonly name: string;
  readonly home: string;
  /** Starts something on the person's screen. */
  start(command: readonly string[]): Running;
  /** Runs something to its end. */
  run(command: readonly string[], limit?: number): Promise<Outcome>;
  /** Takes away what the apps have kept, as if they had never been opened. */
  forget(): Promise<void>;
  remove(): Promise<void>;
}

const NAME = 'invigil-candidate';

/** Takes over the account that an aborted run left behind. */
export async function addPerson(display: string): Promise<Person> {
  await removePerson();
  await succeed(['useradd', '--create-home', '--shell', '/bin/sh', NAME]);
  const home = (await succeed(['getent', 'passwd', NAME])).split(':')[5] ?? '';
  // The X server was started by root and lets nobody else in by itself.
  await succeed(['xhost', `+si:localuser:${NAME}`], {
    env: { ...process.env, DISPLAY: display },
  });
  // Nothing of ours: what root's own session has set is not the person's.
  const env = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    USER: NAME,
    LOGNAME: NAME,
    LANG: 'C.UTF-8',
    DISPLAY: display,
  };
  // By its place: the person's own path does not lead to it.
  const as = (command: readonly string[]) => ['/usr/sbin/runuser', '-u', NAME, '--', ...command];
  return {
    name: NAME,
    home,
    start: (command) => start(as(command), { cwd: home, env }),
    run: (command, limit = 60_000) => run(as(command), { cwd: home, env, limit }),
    forget: () => rm(path.join(home, '.config'), { recursive: true, force: true }),
    remove: removePerson,
  };
}

/** Ends what the person has running (a session bus, at least) and takes the account away. */
async function removePerson(): Promise<void> {
  if ((await run(['id', '-u', NAME])).code !== 0) return;
  for (let left = await processIds(); left.length > 0; left = await processIds()) {
    await run(['kill', '-KILL', ...left]);
    await wait(100);
  }
  const { code, output } = await run(['userdel', '--remove', NAME]);
  // 12: the mail folder that it looks for is not there, and all the rest is done (userdel(8)).
  if (code !== 0 && code !== 12) throw new Error(`userdel ended with ${String(code)}:\n${output}`);
}

async function processIds(): Promise<string[]> {
  const { output } = await run(['ps', '-u', NAME, '-o', 'pid=']);
  return output.split(/\s+/).filter((pid) => pid !== '');
}
