import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { given } from './native.ts';

/**
 * The keyboard of this computer: real key events of the X server, made by xdotool on the other side.
 * (`fetch` binds its sockets in a way that wine refuses.)
 */
async function xdotool(...args: string[]): Promise<string> {
  const asked = request(given('INVIGIL_KEYBOARD'), { method: 'POST', agent: false });
  asked.end(JSON.stringify(args));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const words = await text(answer);
  if (answer.statusCode !== 200) throw new Error(words);
  return words;
}

/** Presses keys and combinations one after another, in the words of xdotool: `a`, `alt+Tab`. */
export async function press(...keys: string[]): Promise<void> {
  await xdotool('key', '--delay', '40', ...keys);
}

/** Gives the keyboard to a program's window, by the name of its class. */
export async function focusWindow(windowClass: string): Promise<void> {
  const windows = await xdotool('search', '--sync', '--onlyvisible', '--class', windowClass);
  const [window] = windows.trim().split('\n');
  await xdotool('windowfocus', '--sync', window ?? '');
}
