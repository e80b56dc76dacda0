import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ownFolder } from './folders.ts';

const run = promisify(execFile);
/** By its path: the one in /usr/bin only lets people at the console start it. */
const XORG = '/usr/lib/xorg/Xorg';
const DRIVER = '/usr/lib/xorg/modules/drivers/dummy_drv.so';

/** Heads without hardware behind them, which may be plugged in and out (xserver-xorg-video-dummy). */
const CONFIGURATION = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "DontVTSwitch" "true"
  Option "AllowMouseOpenFail" "true"
EndSection
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 3840 2160
  EndSubSection
EndSection
`;

/** 1024 by 768 at 60 Hz (VESA); a head that nobody has used has no modes of its own. */
const SECOND_MODE = 'second 65.00 1024 1048 1184 1344 768 771 777 806'.split(' ');

export interface TwoScreens {
  readonly environment: { readonly DISPLAY: string };
  plugIn(place: 'beside' | 'mirrored'): Promise<void>;
  unplug(): Promise<void>;
  end(): Promise<void>;
}

/** Why this machine cannot have two screens; undefined when it can. */
export function noTwoScreens(): string | undefined {
  if (process.platform !== 'linux') return 'screens are plugged in and out on Linux only';
  if (process.getuid?.() !== 0) return 'only root may start Xorg without a console';
  const missing = [XORG, DRIVER].find((file) => !existsSync(file));
  return missing === undefined ? undefined : `there is no ${missing}`;
}

/** A display server with one screen in use and a second one to plug in, and a window manager. */
export async function startTwoScreens(): Promise<TwoScreens> {
  const folder = await ownFolder('screens');
  const config = path.join(folder.path, 'xorg.conf');
  await writeFile(config, CONFIGURATION);
  const log = path.join(folder.path, 'xorg.log');
  const server = spawn(
    XORG,
    // A seat of its own keeps it from taking over a console.
    [
      '-displayfd',
      '3',
      '-config',
      config,
      '-logfile',
      log,
      '-noreset',
      '-nolisten',
      'tcp',
      '-seat',
      'tests',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const numbers = server.stdio[3];
  if (numbers === null || numbers === undefined) throw new Error('Xorg has no number to tell');
  const [number] = (await Promise.race([
    once(numbers, 'data'),
    once(server, 'exit').then(() => Promise.reject(new Error('Xorg did not start'))),
  ])) as [Buffer];
  const environment = { DISPLAY: `:${number.toString().trim()}` };
  const options = { env: { ...process.env, ...environment } };
  const xrandr = (...args: string[]) => run('xrandr', args, options);
  const manager = spawn('openbox', ['--sm-disable'], { ...options, stdio: 'ignore' });
  await xrandr('--output', 'DUMMY0', '--mode', '1280x800');
  await xrandr('--newmode', ...SECOND_MODE);
  await xrandr('--addmode', 'DUMMY1', 'second');
  return {
    environment,
    async plugIn(place) {
      const where = place === 'beside' ? '--right-of' : '--same-as';
      await xrandr('--output', 'DUMMY1', '--mode', 'second', where, 'DUMMY0');
      // This driver notices only when asked that the head is connected; a real one tells by itself.
      await xrandr('--query');
    },
    async unplug() {
      await xrandr('--output', 'DUMMY1', '--off');
    },
    async end() {
      for (const child of [manager, server]) {
        child.kill();
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
      await folder.remove();
    },
  };
}
