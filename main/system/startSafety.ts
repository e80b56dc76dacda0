import { readFileSync } from 'node:fs';
import type { AppIdentity } from './appIdentity.ts';

/**
 * Command-line switches that a release accepts. Every other one is refused: Chromium and Node know
 * hundreds that open a debugger, weaken the sandbox or TLS, or feed a false camera picture, and each
 * version brings more.
 */
const ACCEPTED: ReadonlySet<string> = new Set([
  'restore', // our own: gives back what an exam left changed
  'diagnose', // our own: writes what the machine is into a file, after a question
  'ozone-platform', // our own launcher on Linux names x11
  'gtk-version', // desktops that mix GTK versions
  'disable-gpu', // broken graphics drivers
  'force-device-scale-factor', // large text
  'force-renderer-accessibility', // screen readers that are not detected
  'force-high-contrast',
  'lang',
  'class', // window managers' session restore
  'name',
]);

/** macOS adds its process serial number when an app is opened by the Finder. */
const FINDER = /^-psn_\d+_\d+$/;

/** The switches on a command line that a release refuses, without their values. */
export function refusedSwitches(argv: readonly string[], platform: NodeJS.Platform): string[] {
  // Windows reads `/switch` as well (base::CommandLine).
  const prefix = platform === 'win32' ? /^(?:--|-|\/)/ : /^(?:--|-)/;
  const refused: string[] = [];
  for (const argument of argv.slice(1)) {
    // What follows a bare `--` is not read as a switch.
    if (argument === '--') break;
    if (!prefix.test(argument) || (platform === 'darwin' && FINDER.test(argument))) continue;
    const name = (argument.replace(prefix, '').split('=')[0] ?? '').toLowerCase();
    if (!ACCEPTED.has(name)) refused.push(`--${name}`);
  }
  return refused;
}

/**
 * Variables by which a library of somebody else's comes into every process before our code. (What would
 * bring a script is switched off by fuses: ELECTRON_RUN_AS_NODE, NODE_OPTIONS.)
 */
const INJECTING = ['LD_PRELOAD', 'LD_AUDIT', 'DYLD_INSERT_LIBRARIES'] as const;

/** Those of them that are set. */
export function injectedLibraries(environment: NodeJS.ProcessEnv): string[] {
  return INJECTING.filter((name) => (environment[name] ?? '') !== '');
}

/** `TracerPid:\t4711` of `/proc/self/status`: somebody else's debugger holds the process. */
export function isTraced(status: string): boolean {
  return /^TracerPid:\s*[1-9]/m.test(status);
}

/** Nothing in a development or test build, which tests have to attach to. */
export function unsafeStart(
  argv: readonly string[],
  identity: Pick<AppIdentity, 'acceptsTestMeans' | 'platform'>,
  { environment, status }: Surroundings,
): string[] {
  if (identity.acceptsTestMeans) return [];
  return [
    ...refusedSwitches(argv, identity.platform),
    ...injectedLibraries(environment),
    ...(isTraced(status) ? ['debugger'] : []),
  ];
}

export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  /** Of `/proc/self/status`; empty where there is none. */
  readonly status: string;
}

/** What the process was started into. */
export function startSurroundings(): Surroundings {
  const file = '/proc/self/status';
  const status = process.platform === 'linux' ? readFileSync(file, 'utf8') : '';
  return { environment: process.env, status };
}

/** Exit code of a refused start: told apart from a crash (1) and a misuse of the shell (2). */
export const UNSAFE_START_EXIT_CODE = 3;
