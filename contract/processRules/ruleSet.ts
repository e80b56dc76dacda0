import { browsers, calculators, spreadsheets } from './catalogue/allowances.ts';
import { assistants, automation } from './catalogue/assistance.ts';
import { recorders, screenExtensions, virtualCameras } from './catalogue/capture.ts';
import { conferences } from './catalogue/conferences.ts';
import { messengers } from './catalogue/messengers.ts';
import { fileSync, inspection, mediaPlayers, tunnels } from './catalogue/network.ts';
import { remoteAccess } from './catalogue/remoteAccess.ts';
import { remoteDesktop } from './catalogue/remoteDesktop.ts';
import { remoteManagement } from './catalogue/remoteManagement.ts';
import { developerTools, virtualMachines } from './catalogue/workshop.ts';
import { clipboardManagers, noteTaking, screenshots } from './catalogue/writing.ts';
import type { ProcessCategory, ProcessRule } from './rule.ts';

/** Rises with every change of the rules; a set of a lower version never replaces one of a higher. */
export const RULE_SET_VERSION = 4;

/** Every program that is known, forbidden or not. Data: a server may hand out a newer set. */
export const ALL_RULES: readonly ProcessRule[] = [
  ...remoteAccess,
  ...remoteDesktop,
  ...conferences,
  ...messengers,
  ...recorders,
  ...virtualCameras,
  ...screenExtensions,
  ...assistants,
  ...automation,
  ...calculators,
  ...spreadsheets,
  ...browsers,
  ...remoteManagement,
  ...developerTools,
  ...fileSync,
  ...virtualMachines,
  ...noteTaking,
  ...mediaPlayers,
  ...tunnels,
  ...screenshots,
  ...clipboardManagers,
  ...inspection,
];

/** What no exam should meet, unless it says otherwise. */
const PRESET_CATEGORIES: ReadonlySet<ProcessCategory> = new Set<ProcessCategory>([
  'remote_access',
  'conference',
  'messenger',
  'recorder',
  'virtual_camera',
  'screen_extension',
  'assistant',
  'automation',
  'calculator',
  'spreadsheet',
]);

/** The part of a rule set that is forbidden when an exam names no list of its own. */
export function presetOf(rules: readonly ProcessRule[]): ProcessRule[] {
  return rules.filter(({ category }) => PRESET_CATEGORIES.has(category));
}

export const PRESET_RULES: readonly ProcessRule[] = presetOf(ALL_RULES);

const PHONE_LINKS: ReadonlySet<string> = new Set(['kde_connect', 'valent']);

/** Programs that link a phone and are on no preset list: they are told, and nobody has to close them. */
export const PHONE_LINK_RULES: readonly ProcessRule[] = ALL_RULES.filter(({ id }) =>
  PHONE_LINKS.has(id),
);

/** What `allow_to_use_websites` allows, though no preset forbids it. */
export const BROWSER_RULES: readonly ProcessRule[] = browsers;
