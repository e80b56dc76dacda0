import type { OperatingSystem } from '../../contract/processRules.ts';

/** The system by the name that process rules use. Everything else counts as Linux. */
export function operatingSystem(platform: NodeJS.Platform): OperatingSystem {
  if (platform === 'win32') return 'windows';
  return platform === 'darwin' ? 'macos' : 'linux';
}
