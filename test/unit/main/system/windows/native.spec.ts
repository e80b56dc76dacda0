import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findKoffi,
  KOFFI_VERSION,
  loadKoffi,
} from '../../../../../main/system/windows/loadKoffi.ts';
import { openNativeWindows } from '../../../../../main/system/windows/native.ts';

const repository = path.resolve(import.meta.dirname, '../../../../..');
const here = { arch: 'x64', resources: undefined };

describe('the native layer', () => {
  it('is not looked for on other systems', () => {
    for (const platform of ['linux', 'darwin'] as const) {
      const warn = (message: string): never => expect.fail(message);
      const find = (): never => expect.fail('looked for');
      expect(openNativeWindows({ ...here, platform, warn, find })).toBeUndefined();
    }
  });

  it('is done without where it is missing or cannot be loaded, and the log says so', () => {
    const warnings: string[] = [];
    const warn = (message: string): void => void warnings.push(message);
    const open = (find: () => string | undefined) =>
      openNativeWindows({ ...here, platform: 'win32', warn, find });
    expect(open(() => undefined)).toBeUndefined();
    expect(open(() => path.join(repository, 'package.json'))).toBeUndefined();
    expect(open(() => path.join(repository, 'missing.node'))).toBeUndefined();
    expect(warnings.map((warning) => warning.slice(0, 8))).toEqual([
      'koffi is',
      'koffi co',
      'koffi co',
    ]);
  });

  it('is found nowhere for a system that has none', () => {
    expect(findKoffi({ platform: 'aix', arch: 'ppc64', resources: repository })).toBeUndefined();
  });

  it('is of the version that package.json pins', () => {
    const manifest = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(manifest.devDependencies['koffi']).toBe(KOFFI_VERSION);
    expect(() => loadKoffi(path.join(repository, 'package.json'))).toThrow(/is koffi 0\.1\.0/);
  });

  it('is loaded by its file alone: no source imports the library', () => {
    const folder = path.join(repository, 'main');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'));
    const imports = sources.flatMap((source) => source.match(/^import .*'koffi'.*$/gm) ?? []);
    expect(imports.length).toBeGreaterThan(0);
    for (const line of imports) expect(line).toMatch(/^import type /);
  });
});
