import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CheckVerdict } from '../../../../contract/check.ts';
import type { Incident } from '../../../../contract/incident.ts';
import type { Cover } from '../../../../contract/journey.ts';
import type { LockdownPolicy } from '../../../../contract/lockdownPolicy.ts';
import type { ProcessIdentity } from '../../../../contract/processRules.ts';
import type { Reason } from '../../../../contract/reasons.ts';
import { holdLockdown, type Lockdown, type LockdownDeps } from '../../../../main/lockdown/index.ts';
import type { WindowsReading } from '../../../../main/system/windowsOver.ts';
import type { SettingSources } from '../../../../main/system/sideChannels/quietSettings.ts';
import { scannerOfLists, type RunningProcess } from '../../../../main/system/runningProcess.ts';
import { FakePage, FakeWindow } from '../../../fakes/window.ts';

const PASSED: CheckVerdict = { outcome: 'pass', evidence: [] };
const SCREEN = { id: 1, bounds: { x: 0, y: 0, width: 1280, height: 800 } };

class FakeApp extends EventEmitter {
  readonly did: string[] = [];

  focus(): void {
    this.did.push('focus');
  }
}

class FakeScreen extends EventEmitter {
  displays = [SCREEN];
  getAllDisplays = () => this.displays;
  getDisplayMatching = () => SCREEN;
}

/** Everything around lockdown, in memory, with what it reported. */
export class Surroundings {
  readonly window = new FakeWindow();
  readonly exam = new FakePage();
  readonly app = new FakeApp();
  readonly screen = new FakeScreen();
  readonly powerMonitor = new EventEmitter();
  readonly incidents: Incident[] = [];
  readonly covers = new Map<Reason, Cover>();
  readonly warnings: string[] = [];
  readonly notices: string[] = [];
  readonly grabbed = new Map<string, () => void>();
  readonly journalPath = path.join(mkdtempSync(path.join(tmpdir(), 'lockdown-')), 'restore.jsonl');
  /** The screen's verdict, what runs, what is in front, and the system's clipboard: for tests to change. */
  verdict = PASSED;
  running: RunningProcess[] = [];
  foreground: ProcessIdentity | undefined;
  clipboard = '';
  marked = '';
  clockOffset = 0;
  windowsOver: WindowsReading | undefined;
  windowLooks = 0;
  /** What the listener would say; undefined where there is none. */
  windowsChanged: boolean | undefined;
  leaveAsked = 0;
  foregroundReads = 0;
  awake: number | undefined;
  platform: NodeJS.Platform = 'linux';
  scanFails = false;
  managed = true;
  foregroundInterval = 1_000;

  deps(policy: LockdownPolicy): LockdownDeps {
    return {
      policy,
      window: this.window as unknown as LockdownDeps['window'],
      examContents: () => this.exam as unknown as ReturnType<LockdownDeps['examContents']>,
      journalPath: this.journalPath,
      report: (incident) => this.incidents.push(incident),
      cover: (cover) => this.covers.set(cover.reason, cover),
      uncover: (reason) => this.covers.delete(reason),
      leaveAsked: () => (this.leaveAsked += 1),
      notify: (code) => this.notices.push(code),
      electron: this.electron() as unknown as LockdownDeps['electron'],
      system: {
        platform: this.platform,
        operatingSystem: 'linux',
        judgeDisplays: () => Promise.resolve(this.verdict),
        foregroundInterval: this.foregroundInterval,
        readWindowsOver: () => {
          this.windowLooks += 1;
          return Promise.resolve(this.windowsOver);
        },
        watchWindows: () => ({
          changed: () => this.windowsChanged !== false,
          end: () => undefined,
        }),
        hasWindowManager: () => Promise.resolve(this.managed),
        readForeground: () => {
          this.foregroundReads += 1;
          return Promise.resolve(this.foreground);
        },
        scanner: scannerOfLists(2_000, () =>
          this.scanFails ? Promise.reject(new Error('no /proc')) : Promise.resolve(this.running),
        ),
      },
      clock: {
        ticks: () => performance.now(),
        now: () => Date.now(),
        offset: () => this.clockOffset,
      },
      warn: (message) => this.warnings.push(message),
    };
  }

  /** No desktop has a setting to switch off, until a test says so. */
  settings(): SettingSources {
    return { run: () => Promise.reject(new Error('no such program')), registry: undefined };
  }

  electron() {
    return {
      app: this.app,
      screen: this.screen,
      powerMonitor: this.powerMonitor,
      clipboard: {
        readText: () => Promise.resolve(this.clipboard),
        writeText: (text: string) => {
          this.clipboard = text;
          return Promise.resolve();
        },
        clear: (kind?: 'selection') => {
          if (kind === 'selection') this.marked = '';
          else this.clipboard = '';
        },
      },
      globalShortcut: {
        // As under a window manager, which keeps Alt+Tab for itself.
        register: (name: string, pressed: () => void) => {
          if (name === 'Alt+Tab') return false;
          this.grabbed.set(name, pressed);
          return true;
        },
        unregister: (name: string) => this.grabbed.delete(name),
      },
      powerSaveBlocker: {
        start: () => (this.awake = 7),
        stop: (id: number) => {
          if (id === this.awake) this.awake = undefined;
        },
      },
    };
  }

  hold(policy: LockdownPolicy): Promise<Lockdown> {
    return holdLockdown(this.deps(policy));
  }

  kinds(): string[] {
    return this.incidents.map(({ kind }) => kind);
  }

  /** How many listeners anybody left behind. */
  listeners(): number {
    const emitters = [
      this.window,
      this.app,
      this.screen,
      this.powerMonitor,
      this.exam,
      this.window.webContents,
    ];
    return emitters.reduce(
      (sum, emitter) =>
        sum + emitter.eventNames().reduce((count, name) => count + emitter.listenerCount(name), 0),
      0,
    );
  }
}
