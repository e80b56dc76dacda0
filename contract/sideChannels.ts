import { z } from 'zod';

/**
 * What brings something over the exam or takes it elsewhere, beside programs and screens: bubbles of other
 * programs, a screen shown elsewhere, one that others may show theirs on, pictures that the system keeps of
 * the screen, a phone at this computer, a clipboard shared with other devices, one that remembers.
 */
export const SIDE_CHANNELS = [
  'notifications',
  'casting',
  'screen_receiver',
  'screen_recall',
  'phone_link',
  'shared_clipboard',
  'clipboard_history',
] as const;
export const SideChannel = z.enum(SIDE_CHANNELS);
export type SideChannel = z.infer<typeof SideChannel>;

/** What the policy wants of them. What is found is told in every level, and never blocks. */
export const SideChannelPolicy = z.object({
  /**
   * What the user may switch off by a setting of their own, notifications before all. `warned`: the system
   * check says how. `held`: switched off for the time of the exam where the system lets us.
   */
  settings: z.enum(['untouched', 'warned', 'held']),
});
