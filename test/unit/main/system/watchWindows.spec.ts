import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { watchWindows } from '../../../../main/system/watchWindows.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** In the listener's place: says a line for each line it is told. */
function echo(): ChildProcess {
  const child = spawn('cat', [], { stdio: ['pipe', 'pipe', 'ignore'] });
  children.push(child);
  return child;
}

it('looks at first, and then only after something was told', async () => {
  const child = echo();
  const watch = watchWindows(() => child);
  expect([watch.changed(), watch.changed()]).toEqual([true, false]);
  const told = once(child.stdout ?? child, 'data');
  child.stdin?.write('\nMapNotify event, serial 18\n');
  await told;
  expect([watch.changed(), watch.changed()]).toEqual([true, false]);
  const message = once(child.stdout ?? child, 'data');
  child.stdin?.write('ClientMessage event, serial 18\n');
  await message;
  expect(watch.changed()).toBe(false);
  watch.end();
});

it('looks each time once the listener has ended', async () => {
  const child = echo();
  const watch = watchWindows(() => child);
  watch.changed();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect([watch.changed(), watch.changed()]).toEqual([true, true]);
});

it('looks each time where there is no listener', async () => {
  const child = spawn('/nowhere/xev', [], { stdio: ['ignore', 'pipe', 'ignore'] });
  const watch = watchWindows(() => child);
  await once(child, 'exit').catch(() => undefined);
  expect([watch.changed(), watch.changed()]).toEqual([true, true]);
  watch.end();
});

it('ends the listener', async () => {
  const child = echo();
  const ended = once(child, 'exit');
  watchWindows(() => child).end();
  expect(await ended).toEqual([null, 'SIGKILL']);
});
