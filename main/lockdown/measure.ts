import type * as Electron from 'electron';
import type { BrowserWindow, WebContents } from 'electron';
import type { Notice } from '../../contract/channels.ts';
import type { CheckVerdict, Evidence } from '../../contract/check.ts';
import type { Incident, IncidentKind, Severity } from '../../contract/incident.ts';
import type { Cover } from '../../contract/journey.ts';
import type { LockdownPolicy } from '../../contract/lockdownPolicy.ts';
import type { OperatingSystem, ProcessIdentity } from '../../contract/processRules.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { ConnectedDevices } from '../system/devices/connected.ts';
import type { ProcessScanner } from '../system/runningProcess.ts';
import type { WindowsReading } from '../system/windowsOver.ts';
import type { WindowsWatch } from '../system/watchWindows.ts';
import type { LetGo } from '../system/sideChannels/holdBubbles.ts';
import type { SideChannels } from '../system/sideChannels/index.ts';
import type { SettingSources } from '../system/sideChannels/quietSettings.ts';
import type { Journal } from '../system/restoreJournal.ts';
import type { HoldKeys } from '../system/windows/holdKeys.ts';
import type { WatchSession } from '../system/windows/watchSession.ts';

/** The parts of Electron that measures take hold of. */
export type ElectronParts = Pick<
  typeof Electron,
  'app' | 'screen' | 'clipboard' | 'globalShortcut' | 'powerMonitor' | 'powerSaveBlocker'
>;

/** What measures read of the machine. */
export interface LockdownSystem {
  readonly platform: NodeJS.Platform;
  readonly operatingSystem: OperatingSystem;
  /** The verdict of the system check's displays step, on the screens as they are now. */
  readonly judgeDisplays: () => Promise<CheckVerdict>;
  /** The application in front; undefined when the system would not say. */
  readonly readForeground: () => Promise<ProcessIdentity | undefined>;
  /** Milliseconds between two such reads that their cost allows. */
  readonly foregroundInterval: number;
  /** False on an X11 display without a window manager, where full screen is not granted. */
  readonly hasWindowManager: () => Promise<boolean>;
  /** What lies over a window of ours, and whether it is on screen; undefined when the system would not say. */
  readonly readWindowsOver: (window: BrowserWindow) => Promise<WindowsReading | undefined>;
  /** Hears whether a look at them is worth its while; undefined where looking costs next to nothing. */
  readonly watchWindows?: () => WindowsWatch;
  readonly scanner: ProcessScanner;
  /** Holds the keyboard before anything else sees a key; only on Windows. Rejects where that fails. */
  readonly holdKeys?: HoldKeys;
  /** Other programs with windows that captures do not show; where the system tells. */
  readonly hiddenFromCaptures?: () => readonly ProcessIdentity[];
  /** Tells who else comes to see this session; only on Windows. */
  readonly watchSession?: WatchSession;
  readonly devices?: ConnectedDevices;
  readonly sideChannels?: SideChannels;
  /** Keeps bubbles back where that is held and not set; undefined where there is nothing to hold. */
  readonly holdBubbles?: () => Promise<LetGo | undefined>;
}

export interface LockdownDeps {
  readonly window: BrowserWindow;
  /** The exam page as it is now; another one after a crash. */
  readonly examContents: () => WebContents | undefined;
  readonly policy: LockdownPolicy;
  /** File in a folder of this user's own; made when something is changed, gone when all is undone. */
  readonly journalPath: string;
  readonly report: (incident: Incident) => void;
  readonly cover: (cover: Cover) => void;
  readonly uncover: (reason: Reason) => void;
  /** The window's own means of closing were used, and closing asks first. */
  readonly leaveAsked: () => void;
  /** One line beside the exam page, for the candidate. */
  readonly notify: (code: Notice['code']) => void;
  readonly electron: ElectronParts;
  readonly system: LockdownSystem;
  /**
   * `ticks` never stands still or jumps while the computer is awake; `now` counts sleep too; `offset` is
   * the server's clock minus the computer's, milliseconds.
   */
  readonly clock: { ticks(): number; now(): number; offset(): number };
  /** A failure that support may have to know of. */
  readonly warn: (message: string, cause: unknown) => void;
}

export interface HoldDeps extends LockdownDeps {
  readonly journal: Journal;
  /** Registers what the candidate's "Check again" looks at once more. */
  readonly onCheckAgain: (look: () => Promise<void>) => void;
  /** Registers what lifts a cover that has lasted too long, when the candidate goes on in spite of it. */
  readonly onGoOn: (reason: Reason, lift: () => void) => void;
  /** Registers what ends covering for this reason, now that the verdict behind it is overruled. */
  readonly onOverruled: (reason: Reason, end: () => void) => void;
}

/** Gives back what a measure took. Called once; must not count on network, password or an open window. */
export type Undo = () => Promise<void>;

/** One thing that lockdown holds. Levels differ by the policy's data and never by measures of their own. */
export interface Measure {
  readonly name: string;
  /** Without it the exam must not begin; any other that fails is an incident. */
  readonly needed: boolean;
  readonly applies: (policy: LockdownPolicy) => boolean;
  /** Takes hold. Whatever it changes on the machine it notes in the journal first. */
  readonly hold: (deps: HoldDeps) => Promise<Undo>;
}

/** What giving back after a crash may use: the exam's window is long gone. */
export interface RestoreDeps {
  readonly electron: Pick<ElectronParts, 'clipboard'>;
  readonly settings: SettingSources;
  readonly warn: (message: string, cause: unknown) => void;
}

/** An incident in one line. */
export function incident(
  kind: IncidentKind,
  severity: Severity,
  ...evidence: Evidence[]
): Incident {
  return { kind, severity, evidence };
}

/** Whole seconds between two readings of a clock; never negative. */
export function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / 1000));
}
