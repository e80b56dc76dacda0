import {
  app,
  clipboard,
  globalShortcut,
  net,
  powerMonitor,
  powerSaveBlocker,
  screen,
  type BrowserWindow,
  type Session,
} from 'electron';
import { performance } from 'node:perf_hooks';
import type { Notice } from '../contract/channels.ts';
import type { Incident } from '../contract/incident.ts';
import type { LockdownPolicy } from '../contract/lockdownPolicy.ts';
import type { ProcessRule } from '../contract/processRules.ts';
import type { CheckSystem } from './checks/index.ts';
import { displays } from './checks/displays.ts';
import { createCheckSystem } from './checks/thisMachine.ts';
import type { JourneyKeeper } from './journey.ts';
import { holdLockdown, type Lockdown } from './lockdown/index.ts';
import { createLockdownSystem } from './lockdown/thisMachine.ts';
import type { Sessions } from './sessions.ts';
import type { IconOf } from './stages/programIcons.ts';
import type { ServerClock } from './system/clock.ts';
import { runCommand } from './system/command.ts';
import type { Desktop } from './system/desktop.ts';
import type { Log } from './system/log.ts';
import type { PingAnswer } from './system/network.ts';
import { ServerError } from './system/serverAnswer.ts';
import type { ServerClient, SessionAccess } from './system/serverClient.ts';
import { holdPlasmaBubbles } from './system/sideChannels/holdBubbles.ts';
import type { NativeWindows } from './system/windows/native.ts';
import type { ForeignPage } from './windows/foreignPage.ts';

interface CheckDeps extends Desktop {
  readonly log: Log;
  readonly sessions: Pick<Sessions, 'current'>;
  readonly client: Pick<ServerClient, 'session'>;
  readonly serverSession: Session;
  readonly native: NativeWindows | undefined;
}

/** This computer and its way to the server, as the checks see them. */
export function thisComputer({
  sessions,
  client,
  serverSession,
  native,
  devices,
  sideChannels,
  log,
}: CheckDeps): CheckSystem {
  return createCheckSystem({
    platform: process.platform,
    environment: process.env,
    run: runCommand,
    native,
    screen,
    app,
    net,
    devices,
    sideChannels,
    warn: (message, cause) => log.error(message, cause),
    dataFolder: app.getPath('userData'),
    rules: () => rulesOf(sessions.current()?.grant.policy),
    server() {
      const access = sessions.current()?.outbox.access() ?? { server: '', accessToken: '' };
      return {
        serverUrl: access.server,
        ping: () => ping(client, access),
        resolveProxy: (url) => serverSession.resolveProxy(url),
      };
    },
  });
}

/** Only our own server answers in the contract's words; a refusal in those words is its answer too. */
async function ping(
  client: Pick<ServerClient, 'session'>,
  access: SessionAccess,
): Promise<PingAnswer> {
  const asked = performance.now();
  const from = await client.session(access).then(
    () => 'ours' as const,
    (error: unknown) => {
      const reason = error instanceof ServerError ? error.reason : 'server_unreachable';
      if (reason === 'server_unreachable') return 'nobody';
      return reason === 'server_fault' ? 'foreign' : 'ours';
    },
  );
  return { from, milliseconds: performance.now() - asked };
}

/** Windows and macOS keep a program's icon with its file; on Linux it would be the same for all. */
export function systemIcons(platform: NodeJS.Platform): IconOf | undefined {
  if (platform === 'linux') return undefined;
  return async (file) => {
    const icon = await app.getFileIcon(file, { size: 'normal' });
    return icon.isEmpty() ? undefined : icon.toPNG();
  };
}

/** Every rule that a program may meet in an exam; before one there is none. */
function rulesOf(policy: LockdownPolicy | undefined): readonly ProcessRule[] {
  return policy === undefined ? [] : [...policy.processes.forbidden, ...policy.processes.allowed];
}

interface LockdownParts extends Desktop {
  readonly notice: (code: Notice['code']) => void;
  readonly window: BrowserWindow;
  readonly page: ForeignPage;
  readonly journey: JourneyKeeper;
  readonly clock: ServerClock;
  readonly log: Log;
  readonly journalPath: string;
  readonly computer: Pick<CheckSystem, 'readDisplays'>;
  readonly native: NativeWindows | undefined;
  readonly leaveAsked: () => void;
}

/** Holds this computer for an exam. */
export function holdComputer(
  parts: LockdownParts,
  policy: LockdownPolicy,
  report: (incident: Incident) => void,
): Promise<Lockdown> {
  const { window, page, journey, clock, log, journalPath, computer, native } = parts;
  const { platform, env: environment } = process;
  return holdLockdown({
    window,
    examContents: () => page.contents(),
    policy,
    journalPath,
    report,
    cover: (cover) => void journey.apply({ type: 'exam.covered', cover }),
    uncover: (reason) => void journey.apply({ type: 'exam.uncovered', reason }),
    leaveAsked: parts.leaveAsked,
    notify: parts.notice,
    electron: { app, screen, clipboard, globalShortcut, powerMonitor, powerSaveBlocker },
    system: createLockdownSystem({
      platform,
      run: runCommand,
      native,
      bundles: import.meta.dirname,
      rules: rulesOf(policy),
      devices: parts.devices,
      sideChannels: parts.sideChannels,
      holdBubbles: () => holdPlasmaBubbles(environment),
      judgeDisplays: async () => displays.judge(await computer.readDisplays(), policy),
    }),
    clock: { ticks: () => clock.ticks(), now: () => clock.now(), offset: () => clock.offset() },
    warn: (message, cause) => log.error(message, cause),
  });
}
