import path from 'node:path';
import { expect, it } from 'vitest';
import { missingNativeFiles, whatToInstall } from '../../../scripts/package/nativeFiles.mjs';

it('only Windows installers take the native layer, and one for each processor', () => {
  const never = () => false;
  expect(missingNativeFiles('linux', never)).toEqual([]);
  expect(missingNativeFiles('darwin', never)).toEqual([]);
  expect(missingNativeFiles('win32', never)).toEqual(['koffi-win32-x64', 'koffi-win32-arm64']);
  const hasOwn = (file: string) => path.basename(file) === 'koffi-win32-x64';
  const missing = missingNativeFiles('win32', hasOwn);
  expect(missing).toEqual(['koffi-win32-arm64']);
  expect(whatToInstall(missing, '3.3.4')).toMatch(/ @koromix\/koffi-win32-arm64@3\.3\.4$/);
});
