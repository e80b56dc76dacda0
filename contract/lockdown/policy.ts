import { z } from 'zod';
import { ProcessRule } from '../processRules/rule.ts';
import { SideChannelPolicy } from '../sideChannels.ts';

export const LOCKDOWN_LEVELS = ['off', 'basic', 'medium', 'high'] as const;
export const LockdownLevel = z.enum(LOCKDOWN_LEVELS);
export type LockdownLevel = z.infer<typeof LockdownLevel>;

/** `browser`: dev tools, print, save, view source, new window, address. `system`: all the OS lets us. */
export const ShortcutGroup = z.enum(['browser', 'application_switching', 'system']);
export type ShortcutGroup = z.infer<typeof ShortcutGroup>;

const Access = z.enum(['allowed', 'blocked']);

export const WindowPolicy = z.object({
  mode: z.enum(['normal', 'maximised', 'kiosk']),
  alwaysOnTop: z.boolean(),
  minimisable: z.boolean(),
  /** `ask`: closing asks first. `never`: only "Leave the exam" ends it. */
  closing: z.enum(['ask', 'never']),
});

export const ForegroundPolicy = z.object({
  /** `focus`: whether our window has it. `foreground`: who owns it. `windows`: every visible top-level window. */
  watches: z.enum(['focus', 'foreground', 'windows']),
  /** What an allowed application in front means. */
  allowedApplication: z.enum(['nothing', 'incident']),
  /** What any other application in front means; `cover` hides the exam until its window is gone. */
  otherApplication: z.enum(['incident', 'cover']),
});

/** Processes on no list never block by running. Their windows are the foreground policy's matter. */
export const ProcessPolicy = z.object({
  atStart: z.enum(['warn', 'block']),
  /** `cover` is an incident too, and the exam is hidden until the process has ended. */
  during: z.enum(['incident', 'cover']),
  /** The candidate is offered to have it closed; nothing is ever ended unasked. */
  offersToClose: z.boolean(),
  forbidden: z.array(ProcessRule),
  allowed: z.array(ProcessRule),
});

export const ClipboardPolicy = z.object({
  /** `private`: what is copied in the exam stays there. */
  mode: z.enum(['untouched', 'emptied_at_start', 'private']),
  emptiedOnFocusChange: z.boolean(),
  /** What was in it before comes back at a clean finish; kept in memory only. */
  givenBack: z.boolean(),
  exchangeWithAllowedApplications: z.boolean(),
});

export const CapturePolicy = z.object({
  /** Our windows are kept out of screen captures where the OS can. */
  excludesOwnWindows: z.boolean(),
  /** Where the desktop is recorded our windows cannot be hidden, so recorders are looked for instead. */
  looksForRecorders: z.boolean(),
  recordsOwnFrames: z.boolean(),
});

export const PagePolicy = z.object({
  printing: Access,
  developerTools: Access,
  contextMenu: Access,
  dragOut: Access,
  windowOpen: Access,
  foreignOrigins: Access,
  downloads: Access,
});

/** What the policy opens in spite of the page rules. */
export const Openings = z.object({
  resourceWindow: z.boolean(),
  signInOrigins: z.array(z.string()),
  /** A folder of the exam's own for downloads and uploads, removed afterwards. */
  examFolder: z.boolean(),
});

export const DisplayPolicy = z.object({
  allowsSeveral: z.boolean(),
  atStart: z.literal('block'),
  /** Judged again on every change. */
  during: z.literal('cover'),
});

export const MachinePolicy = z.object({
  virtualMachine: z.enum(['allow', 'warn', 'block']),
  remoteSession: z.enum(['allow', 'warn', 'block']),
});

export const DevicePolicy = z.object({
  listedAtCheck: z.literal(true),
  changesDuring: z.literal('incident'),
});

/** Allowed in every level; written out so that each measure can ask instead of assuming. */
export const AssistivePolicy = z.object({
  screenReaderKeys: z.literal(true),
  inputMethodSwitching: z.literal(true),
  onScreenKeyboards: z.literal(true),
  /** Programs that staff named for this candidate; their injected input counts as the candidate's own. */
  namedSoftware: z.array(ProcessRule),
});

export const LeavingPolicy = z.object({
  /** `confirm`: a deliberate, confirmed "Leave the exam", reachable by keyboard. */
  by: z.enum(['close', 'confirm']),
  incident: z.boolean(),
});

/** What is recorded; the consent text is made of it. */
export const RecordingPolicy = z.object({
  camera: z.boolean(),
  microphone: z.boolean(),
  screen: z.boolean(),
  auxiliaryCamera: z.boolean(),
  /** Pictures and sound are analysed by machine. */
  analysis: z.boolean(),
  /** `false` in a trial: what is recorded is not kept. */
  kept: z.boolean(),
});

/** Everything that lockdown holds during one exam. Levels differ by this data and by nothing else. */
export const LockdownPolicy = z.object({
  level: LockdownLevel,
  window: WindowPolicy,
  foreground: ForegroundPolicy,
  processes: ProcessPolicy,
  clipboard: ClipboardPolicy,
  capture: CapturePolicy,
  shortcuts: z.array(ShortcutGroup),
  page: PagePolicy,
  openings: Openings,
  displays: DisplayPolicy,
  machine: MachinePolicy,
  devices: DevicePolicy,
  sideChannels: SideChannelPolicy,
  assistive: AssistivePolicy,
  leaving: LeavingPolicy,
  recording: RecordingPolicy,
});
export type LockdownPolicy = z.infer<typeof LockdownPolicy>;
