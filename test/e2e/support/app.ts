import { once } from 'node:events';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { FAKE_CAMERA, REPOSITORY } from './folders.ts';

/** What a candidate has before them. */
export interface Screens {
  /** The shell window's page: our own screens. */
  readonly page: Page;
  /** The exam (or agreement) page, once it is there. */
  foreignPage(): Promise<Page>;
}

export interface RunningApp extends Screens {
  readonly application: ElectronApplication;
  /** What went wrong in our own page, in its console's words: errors, and what its content policy refused. */
  readonly faults: readonly string[];
  /** Ends it as a crash or a power cut would. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly userData: string;
  readonly link?: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Another folder of the built app than the checkout itself. */
  readonly folder?: string;
}

/** Opens the built app in the real Electron, with a fake camera and nothing else faked. */
export async function openApp(options: AppOptions): Promise<RunningApp> {
  const application = await _electron.launch({
    cwd: REPOSITORY,
    args: [
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${FAKE_CAMERA}`,
      ...(options.args ?? []),
      options.folder ?? REPOSITORY,
      ...(options.link === undefined ? [] : [options.link]),
    ],
    env: {
      ...inherited(),
      INVIGIL_USER_DATA: options.userData,
      ...options.environment,
    },
    timeout: 60_000,
  });
  if (process.env['E2E_LOG'] !== undefined) tellLog(application);
  const page = await shellPage(application);
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return {
    application,
    faults,
    page,
    foreignPage: () => foreignPage(application),
    kill: () => kill(application),
    close: () => close(application),
  };
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries.filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'));
}

function tellLog(application: ElectronApplication): void {
  const app = application.process();
  app.stdout?.on('data', (data: Buffer) => process.stderr.write(`app: ${data.toString()}`));
  app.stderr?.on('data', (data: Buffer) => process.stderr.write(`app! ${data.toString()}`));
}

const isShell = (page: Page): boolean => page.url().startsWith('app://');

async function shellPage(application: ElectronApplication): Promise<Page> {
  const there = application.windows().find(isShell);
  if (there !== undefined) return there;
  return application.waitForEvent('window', { predicate: isShell, timeout: 30_000 });
}

/** Pages of the exam view come and go with the stages; the newest that is not ours is meant. */
async function foreignPage(application: ElectronApplication): Promise<Page> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const page = application
      .windows()
      .filter((candidate) => !isShell(candidate) && candidate.url().startsWith('http'))
      .at(-1);
    if (page !== undefined) return page;
    if (Date.now() > deadline) throw new Error('no foreign page appeared');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** How long an app may take to quit before it is ended (milliseconds). */
const QUIT_TAKES = 15_000;

/** Quits the app; one that holds an exam asks first, and is ended when nobody answers. */
async function close(application: ElectronApplication): Promise<void> {
  const app = application.process();
  const limit = setTimeout(() => app.kill('SIGKILL'), QUIT_TAKES);
  await application.close();
  clearTimeout(limit);
}

async function kill(application: ElectronApplication): Promise<void> {
  const app = application.process();
  const gone = once(app, 'exit');
  app.kill('SIGKILL');
  await gone;
}

/** So many looks, and so far apart (milliseconds), are taken at a screen that does not stand still. */
const LOOKS = { most: 10, every: 150 };

/**
 * A picture of the whole screen, as the candidate sees it: our window with the exam page in it. What a
 * page has just changed is on the screen a little later, so it is taken when two looks show the same.
 */
export async function screenPicture(app: RunningApp): Promise<Buffer> {
  let last = await lookAtScreen(app);
  for (let look = 1; look < LOOKS.most; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOKS.every));
    const next = await lookAtScreen(app);
    if (next.equals(last)) return next;
    last = next;
  }
  return last;
}

async function lookAtScreen({ application }: RunningApp): Promise<Buffer> {
  const png = await application.evaluate(async ({ desktopCapturer, screen }) => {
    const thumbnailSize = screen.getPrimaryDisplay().size;
    const [source] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize });
    return source?.thumbnail.toPNG().toString('base64') ?? '';
  });
  return Buffer.from(png, 'base64');
}

/** Where a stage's picture goes; the folder is not part of the repository. */
export function pictureFile(name: string): string {
  const folder = process.env['INVIGIL_PICTURES'] ?? path.join(REPOSITORY, 'artifacts');
  return path.join(folder, `${name}.png`);
}
