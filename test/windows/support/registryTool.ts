import { execFileSync } from 'node:child_process';
import { testLibraries } from './native.ts';

/** Windows' own tool: what the tests write is not written by what they read with. */
export function addToRegistry(key: string, name?: string, type?: string, data?: string): void {
  const value = name === undefined ? [] : ['/v', name, '/t', type ?? 'REG_SZ', '/d', data ?? ''];
  execFileSync('reg.exe', ['add', key, ...value, '/f'], { stdio: 'ignore' });
}

/** A value, or the key with all that is in it. */
export function removeFromRegistry(key: string, name?: string): void {
  const what = name === undefined ? [] : ['/v', name];
  execFileSync('reg.exe', ['delete', key, ...what, '/f'], { stdio: 'ignore' });
}

/** REG_OPTION_VOLATILE and KEY_WRITE. */
const VOLATILE = 1;
const WRITE = 0x2_0006;
const LOCAL_MACHINE = 0x8000_0002n;

/** A key of the computer that is gone when Windows ends; below HARDWARE there are no others. */
export function addVolatileKey(key: string): void {
  const create: (...call: unknown[]) => number = testLibraries()
    .library('advapi32')
    .func(
      'int32_t RegCreateKeyExW(uintptr_t root, const char16_t *key, uint32_t reserved, void *kind, uint32_t options, uint32_t access, void *security, _Out_ uintptr_t *created, void *disposition)',
    );
  const code = create(LOCAL_MACHINE, key, 0, null, VOLATILE, WRITE, null, [0], null);
  if (code !== 0) throw new Error(`${key} could not be made: ${code}`);
}
