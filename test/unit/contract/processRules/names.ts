import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OperatingSystem } from '../../../../contract/processRules.ts';

const FOLDER = path.join(import.meta.dirname, '../../../fixtures/processNames');

/** The ordinary process names of a system; the head of each file says where they come from. */
export function ordinaryNames(system: OperatingSystem): string[] {
  return readFileSync(path.join(FOLDER, `${system}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The few of them that are a program's own, and which. */
export const MEANT: Readonly<Record<OperatingSystem, Readonly<Record<string, string>>>> = {
  windows: {
    'chrome.exe': 'chrome',
    'firefox.exe': 'firefox',
    'msedge.exe': 'edge',
    'OneDrive.exe': 'onedrive',
  },
  macos: {
    'Google Chrome': 'chrome',
    Messages: 'messages',
    Safari: 'safari',
    Telegram: 'telegram',
    Terminal: 'terminal',
    'Visual Studio Code': 'vscode',
    Xcode: 'xcode',
  },
  linux: { chromium: 'chromium' },
};
