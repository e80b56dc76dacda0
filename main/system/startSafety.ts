import type { AppIdentity } from './appIdentity.ts';

/**
 * Command-line switches that a release accepts. Every other one is refused: Chromium and Node know
 * hundreds that open a debugger, weaken the sandbox or TLS, or feed a false camera picture, and each
 * version brings more.
 */
const ACCEPTED: ReadonlySet<string> = new Set([
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

/** Nothing in a development or test build, which tests have to attach to. */
export function unsafeStart(
  argv: readonly string[],
  identity: Pick<AppIdentity, 'acceptsTestMeans' | 'platform'>,
): string[] {
  return identity.acceptsTestMeans ? [] : refusedSwitches(argv, identity.platform);
}

/** Exit code of a refused start: told apart from a crash (1) and a misuse of the shell (2). */
export const UNSAFE_START_EXIT_CODE = 3;
