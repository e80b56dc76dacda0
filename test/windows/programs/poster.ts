import { writeSync } from 'node:fs';
import type { Handle } from '../../../main/system/windows/libraries.ts';
import { testLibraries } from '../support/native.ts';

/** Posts messages to a window of another program: class, then pairs of message and parameter. */
const [className = '', ...numbers] = process.argv.slice(2);
const user32 = testLibraries().library('user32');
const find: (className: string, title: null) => Handle = user32.func(
  'void *FindWindowW(const char16_t *className, const char16_t *title)',
);
const post: (window: Handle, message: number, parameter: number, value: number) => number =
  user32.func(
    'int PostMessageW(void *window, uint32_t message, uintptr_t parameter, intptr_t value)',
  );
const window = find(className, null);
if (window === null) writeSync(1, 'no window\n');
else {
  for (let at = 0; at + 1 < numbers.length; at += 2)
    post(window, Number(numbers[at]), Number(numbers[at + 1]), 0);
  writeSync(1, 'posted\n');
}
