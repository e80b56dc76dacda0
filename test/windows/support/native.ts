import { loadKoffi } from '../../../main/system/windows/loadKoffi.ts';
import { openLibraries, type Libraries } from '../../../main/system/windows/libraries.ts';
import { bindNativeWindows } from '../../../main/system/windows/native.ts';

/** What the harness hands over by the environment; only ever set by it. */
export function given(name: 'INVIGIL_KOFFI' | 'INVIGIL_BUNDLES' | 'INVIGIL_KEYBOARD'): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: run \`npm run test:windows\``);
  return value;
}

export const nativeFile = given('INVIGIL_KOFFI');

/** The adapters under test, bound to this Windows. */
export const openNative = () => bindNativeWindows(nativeFile);

/** Libraries for what the tests themselves do to this Windows. */
export function testLibraries(): Libraries {
  return openLibraries(loadKoffi(nativeFile));
}
