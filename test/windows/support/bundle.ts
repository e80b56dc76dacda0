import path from 'node:path';
import { given } from './native.ts';

/** A program of the tests or a thread of the app, as the harness bundled it. */
export function bundle(name: string): string {
  return path.join(given('INVIGIL_BUNDLES'), `${name}.mjs`);
}
