import type { SideChannel } from '../../../contract/sideChannels.ts';

/** A screen of this computer that is shown somewhere else, or may be. */
export interface CastScreen {
  readonly way: 'miracast' | 'virtual' | 'airplay';
  /** As the system calls it; empty where it has no name. */
  readonly name: string;
}

/** A setting of the user's own that can be switched off for the exam. */
export interface OpenSetting {
  readonly channel: SideChannel;
  /** Names the sentence that says where it is switched off. */
  readonly setting: string;
}

/** What the system tells. What it does not tell is absent or empty, and is no sign of anything. */
export interface SideChannelReading {
  /** Of those that `QuietSetting` knows, the ones that stand open. */
  readonly open: readonly OpenSetting[];
  readonly screens: readonly CastScreen[];
  /** Others may show their screen on this one (AirPlay receiver). */
  readonly receivesScreens: boolean;
  /** Windows keeps pictures of the screen (Recall). */
  readonly recall: boolean;
  /** The clipboard is shared with other Apple devices. */
  readonly universalClipboard: boolean;
  /** Names of programs that link a phone with this computer. */
  readonly phoneLinks: readonly string[];
}

export const NOTHING_TOLD: SideChannelReading = {
  open: [],
  screens: [],
  receivesScreens: false,
  recall: false,
  universalClipboard: false,
  phoneLinks: [],
};
