import type { LockdownLevel, LockdownPolicy } from './policy.ts';

/** The part of a policy that the level alone decides. */
export interface LevelMeasures extends Pick<
  LockdownPolicy,
  'window' | 'foreground' | 'shortcuts' | 'page' | 'sideChannels' | 'leaving'
> {
  readonly processes: Pick<LockdownPolicy['processes'], 'atStart' | 'during' | 'offersToClose'>;
  readonly clipboard: Omit<LockdownPolicy['clipboard'], 'exchangeWithAllowedApplications'>;
  /** Whether our windows are to be kept from other eyes: excluded, or recorders looked for. */
  readonly guardsCapture: boolean;
  /** Whether applications that the exam allows must stay within reach of the switching keys. */
  readonly switchesToAllowed: boolean;
  readonly unallowedMachine: 'warn' | 'block';
}

/** The exam page's own border; it stands in every level, as it is not about the candidate. */
const PAGE_BORDER = {
  printing: 'blocked',
  developerTools: 'blocked',
  windowOpen: 'blocked',
  foreignOrigins: 'blocked',
  downloads: 'blocked',
} as const;
const CLOSED_PAGE = { ...PAGE_BORDER, contextMenu: 'blocked', dragOut: 'blocked' } as const;

/** The table of design §3, a level a column. */
export const LEVELS: Readonly<Record<LockdownLevel, LevelMeasures>> = {
  // Monitoring only: nothing of the machine is taken away.
  off: {
    window: { mode: 'normal', alwaysOnTop: false, minimisable: true, closing: 'ask' },
    foreground: { watches: 'focus', allowedApplication: 'incident', otherApplication: 'incident' },
    processes: { atStart: 'warn', during: 'incident', offersToClose: false },
    clipboard: { mode: 'untouched', emptiedOnFocusChange: false, givenBack: false },
    guardsCapture: false,
    shortcuts: [],
    switchesToAllowed: true,
    page: { ...PAGE_BORDER, contextMenu: 'allowed', dragOut: 'allowed' },
    sideChannels: { settings: 'untouched' },
    unallowedMachine: 'warn',
    leaving: { by: 'close', incident: false },
  },
  basic: {
    window: { mode: 'normal', alwaysOnTop: false, minimisable: true, closing: 'ask' },
    foreground: { watches: 'focus', allowedApplication: 'incident', otherApplication: 'incident' },
    processes: { atStart: 'block', during: 'incident', offersToClose: false },
    clipboard: { mode: 'emptied_at_start', emptiedOnFocusChange: false, givenBack: true },
    guardsCapture: false,
    shortcuts: ['browser'],
    switchesToAllowed: true,
    page: CLOSED_PAGE,
    sideChannels: { settings: 'warned' },
    unallowedMachine: 'block',
    leaving: { by: 'close', incident: false },
  },
  medium: {
    window: { mode: 'maximised', alwaysOnTop: false, minimisable: true, closing: 'ask' },
    foreground: {
      watches: 'foreground',
      allowedApplication: 'nothing',
      otherApplication: 'incident',
    },
    processes: { atStart: 'block', during: 'cover', offersToClose: true },
    clipboard: { mode: 'private', emptiedOnFocusChange: true, givenBack: true },
    guardsCapture: true,
    shortcuts: ['browser', 'application_switching'],
    switchesToAllowed: true,
    page: CLOSED_PAGE,
    sideChannels: { settings: 'held' },
    unallowedMachine: 'block',
    leaving: { by: 'close', incident: false },
  },
  high: {
    window: { mode: 'kiosk', alwaysOnTop: true, minimisable: false, closing: 'never' },
    foreground: { watches: 'windows', allowedApplication: 'nothing', otherApplication: 'cover' },
    processes: { atStart: 'block', during: 'cover', offersToClose: true },
    clipboard: { mode: 'private', emptiedOnFocusChange: true, givenBack: true },
    guardsCapture: true,
    shortcuts: ['browser', 'application_switching', 'system'],
    switchesToAllowed: false,
    page: CLOSED_PAGE,
    sideChannels: { settings: 'held' },
    unallowedMachine: 'block',
    leaving: { by: 'confirm', incident: true },
  },
};
