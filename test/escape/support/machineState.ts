import { existsSync } from 'node:fs';
import path from 'node:path';
import { JOURNAL_NAME } from '../../../main/system/restoreJournal.ts';
import type { SessionBus } from '../../e2e/support/sessionBus.ts';
import { readSelection, run } from './programs.ts';

/** What lockdown could leave changed on an X11 machine. */
export interface MachineState {
  /** Windows by the window manager, with their desktops. */
  readonly windows: string;
  readonly desktops: string;
  /** Screen saver, power saving, keyboard and pointer settings of the display. */
  readonly settings: string;
  readonly layout: string;
  /** A key that lockdown grabs reaches another program's window again. */
  readonly grabbedKeyArrives: boolean;
  readonly examsText: boolean;
  /** Whether bubbles are shown; undefined where the machine has no such setting. */
  readonly bubbles: string | undefined;
  readonly journal: boolean;
}

const out = async (program: string, ...args: string[]): Promise<string> =>
  (await run(program, args)).stdout.trim();

/** @param presses presses Alt+F2 for a bystander's window and says whether it came */
export async function machineState(
  userData: string,
  presses: () => Promise<boolean>,
  bus?: SessionBus,
): Promise<MachineState> {
  return {
    windows: await out('wmctrl', '-l'),
    desktops: await out('wmctrl', '-d'),
    settings: await out('xset', 'q'),
    layout: await out('xrandr', '--current'),
    grabbedKeyArrives: await presses(),
    examsText: (await readSelection('clipboard')).includes('from the exam'),
    bubbles: await bus?.run('gsettings', 'get', 'org.gnome.desktop.notifications', 'show-banners'),
    journal: existsSync(path.join(userData, JOURNAL_NAME)),
  };
}
