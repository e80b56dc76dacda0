import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { testLibraries } from '../support/native.ts';

/** Makes keys as on-screen keyboards and dictation do: words like `down:41`, `up:41`. */
const send: (count: number, inputs: Buffer, size: number) => number = testLibraries()
  .library('user32')
  .func('uint32_t SendInput(uint32_t count, void *inputs, int size)');
for (const word of process.argv.slice(2)) {
  const [what, key = '0'] = word.split(':');
  const input = Buffer.alloc(40);
  input.writeUInt32LE(1, 0);
  input.writeUInt16LE(Number.parseInt(key, 16), 8);
  input.writeUInt32LE(what === 'up' ? 2 : 0, 12);
  send(1, input, 40);
  await wait(30);
}
writeSync(1, 'sent\n');
