import { LEVELS, type LevelMeasures } from './lockdown/levels.ts';
import type { LockdownLevel, LockdownPolicy } from './lockdown/policy.ts';
import { meansOtherApplications, processListsOf } from './lockdown/processLists.ts';
import { recordingOf } from './lockdown/recording.ts';
import { assistiveRule, PRESET_RULES, type ProcessRule } from './processRules.ts';
import type { StartParameters } from './startParameters.ts';

export {
  LOCKDOWN_LEVELS,
  LockdownLevel,
  LockdownPolicy,
  ShortcutGroup,
} from './lockdown/policy.ts';

/** The start parameters that a policy is made of. */
export const POLICY_PARAMETERS = [
  'secureBrowser',
  'secureBrowserLevel',
  'allowMultipleDisplays',
  'allowVirtualEnvironment',
  'allowToUseAdditionalResources',
  'desktopAppForbiddenProcesses',
  'desktopAppAllowedProcesses',
  'rules',
  'streamsPreset',
  'auxiliaryCamera',
  'trial',
] as const satisfies readonly (keyof StartParameters)[];
export type PolicyParameters = Pick<StartParameters, (typeof POLICY_PARAMETERS)[number]>;

/** What comes from elsewhere than the start: the integration's settings and staff. All off by default. */
export interface PolicySettings {
  /** What may be exchanged through the clipboard with allowed applications, from medium on. */
  readonly clipboardExchange?: boolean;
  readonly signInOrigins?: readonly string[];
  readonly examFolder?: boolean;
  /** Process names of the assistive software that staff named for this candidate. */
  readonly assistiveSoftware?: readonly string[];
  /** A newer list than the one this build carries. */
  readonly preset?: readonly ProcessRule[];
}

/** `secureBrowser` decides whether, `secureBrowserLevel` how far; a level alone means nothing. */
export function levelOf(
  parameters: Pick<StartParameters, 'secureBrowser' | 'secureBrowserLevel'>,
): LockdownLevel {
  return parameters.secureBrowser ? parameters.secureBrowserLevel : 'off';
}

/** What lockdown holds during this exam. Pure: the same parameters give the same policy. */
export function effectivePolicy(
  parameters: PolicyParameters,
  settings: PolicySettings = {},
): LockdownPolicy {
  const level = levelOf(parameters);
  const measures = LEVELS[level];
  const namedSoftware = (settings.assistiveSoftware ?? []).map(assistiveRule);
  const lists = processListsOf(parameters, settings.preset ?? PRESET_RULES, namedSoftware);
  const recording = recordingOf(parameters);
  const machine = parameters.allowVirtualEnvironment ? 'allow' : measures.unallowedMachine;
  return {
    level,
    window: { ...measures.window },
    foreground: { ...measures.foreground },
    processes: { ...measures.processes, ...lists },
    clipboard: {
      ...measures.clipboard,
      exchangeWithAllowedApplications:
        measures.clipboard.mode === 'private' && settings.clipboardExchange === true,
    },
    capture: captureOf(measures, recording.screen),
    shortcuts: shortcutsOf(measures, parameters),
    page: { ...measures.page },
    openings: {
      resourceWindow: parameters.allowToUseAdditionalResources,
      signInOrigins: [...(settings.signInOrigins ?? [])],
      examFolder: settings.examFolder === true,
    },
    displays: {
      allowsSeveral: parameters.allowMultipleDisplays,
      atStart: 'block',
      during: 'cover',
    },
    machine: { virtualMachine: machine, remoteSession: machine },
    devices: { listedAtCheck: true, changesDuring: 'incident' },
    sideChannels: { ...measures.sideChannels },
    assistive: {
      screenReaderKeys: true,
      inputMethodSwitching: true,
      onScreenKeyboards: true,
      namedSoftware,
    },
    leaving: { ...measures.leaving },
    recording,
  };
}

/** A window kept out of captures would be missing from our own recording of the desktop too. */
function captureOf(measures: LevelMeasures, recordsScreen: boolean): LockdownPolicy['capture'] {
  const watchesRecorders = measures.guardsCapture && recordsScreen;
  return {
    excludesOwnWindows: measures.guardsCapture && !recordsScreen,
    looksForRecorders: watchesRecorders,
    recordsOwnFrames: watchesRecorders,
  };
}

function shortcutsOf(
  measures: LevelMeasures,
  parameters: PolicyParameters,
): LockdownPolicy['shortcuts'] {
  const keepsSwitching = measures.switchesToAllowed && meansOtherApplications(parameters);
  return measures.shortcuts.filter((group) => !keepsSwitching || group !== 'application_switching');
}
