/** Which of the three builds is running, and what it may therefore accept. */
export interface AppIdentity {
  readonly build: 'release' | 'test' | 'development';
  /**
   * Fake media, loopback http, remote debugging and a user data folder of one's own: never in a
   * release.
   */
  readonly acceptsTestMeans: boolean;
  /** Runs from a package, whose files can be held against their list. */
  readonly packaged: boolean;
  readonly version: string;
  readonly platform: 'win32' | 'darwin' | 'linux';
  /** Of a package whose files are as they were packed: SHA-256 of its signed list, hexadecimal. */
  readonly manifest?: string;
}

interface Facts {
  readonly testBuild: boolean;
  /**
   * Electron sets `process.defaultApp` when its own default app loads ours: a checkout. Unlike
   * `app.isPackaged` it does not follow from the executable's name, which anybody can change.
   */
  readonly defaultApp: boolean | undefined;
  /** The folder of the code that runs; in a package it lies in an archive, whichever Electron opened it. */
  readonly folder: string;
  readonly version: string;
  readonly platform: NodeJS.Platform;
}

export function identify({ testBuild, defaultApp, folder, version, platform }: Facts): AppIdentity {
  const packaged = defaultApp !== true || /\.asar([\\/]|$)/.test(folder);
  const build = testBuild ? 'test' : packaged ? 'release' : 'development';
  return {
    build,
    acceptsTestMeans: build !== 'release',
    packaged,
    version,
    // Anything else than the three named systems is a Unix with X11, treated as Linux.
    platform: platform === 'win32' || platform === 'darwin' ? platform : 'linux',
  };
}

export const appIdentity: AppIdentity = identify({
  testBuild: __TEST_BUILD__,
  defaultApp: process.defaultApp,
  folder: import.meta.dirname,
  version: __APP_VERSION__,
  platform: process.platform,
});

/** A folder of its own for one run, so that tests neither meet each other nor the user's own app. */
export function userDataFolder(
  identity: Pick<AppIdentity, 'acceptsTestMeans'>,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const folder = environment['INVIGIL_USER_DATA'];
  return identity.acceptsTestMeans && folder !== undefined && folder !== '' ? folder : undefined;
}

/** Where whoever started the app stood: npm changes into the repository, and says from where. */
export function startFolder(
  identity: Pick<AppIdentity, 'acceptsTestMeans'>,
  environment: NodeJS.ProcessEnv,
): string {
  const before = identity.acceptsTestMeans ? environment['INIT_CWD'] : undefined;
  return before ?? process.cwd();
}
