import type { Notice } from '../../../contract/channels.ts';

const each = (
  code: Notice['code'],
  ...ids: readonly string[]
): [string, readonly Notice['code'][]][] => ids.map((id) => [id, [code]]);

/** What the candidate is told of an attempt, and the server with it; the others ask main for nothing. */
export const NOTICES: ReadonlyMap<string, readonly Notice['code'][]> = new Map([
  ...each('window_blocked', 'window-open', 'window-open-blank'),
  // Two keys ask for a window, the third key asks for nothing that this system knows.
  ['modified-click', ['navigation_blocked', 'window_blocked']],
  ...each(
    'navigation_blocked',
    'navigate-elsewhere',
    'navigate-replace',
    'navigate-redirect',
    'navigate-meta-refresh',
    'navigate-course-notes',
    'form-post-elsewhere',
    'iframe-navigates-top',
    'rename-and-reload',
    'navigate-about-blank',
    'navigate-blob',
    'navigate-app',
    'navigate-invigil',
    'navigate-mailto',
    'iframe-app',
    'iframe-invigil',
  ),
  ...each(
    'download_blocked',
    'navigate-pdf',
    'iframe-pdf',
    'iframe-pdf-blob',
    'embed-pdf',
    'object-pdf',
    'download-attachment',
    'download-attribute',
    'download-blob',
    'download-data',
  ),
  ...each('print_blocked', 'print'),
  ...each(
    'permission_blocked',
    'file-input',
    'clipboard-read',
    'clipboard-read-text',
    'clipboard-write',
    'get-user-media',
    'get-display-media',
    'geolocation',
    'notifications',
    'pointer-lock',
    'fullscreen',
    'window-management',
    'keyboard-lock',
    'wake-lock',
    'midi',
    'idle-detection',
    'storage-persist',
    'motion-sensor',
  ),
]);

/** What an exam page may do all the same, and why. */
export const MAY: ReadonlyMap<string, string> = new Map([
  ['iframe-data', 'a frame without address reaches neither disk nor other programs'],
  ['shared-worker', 'a worker of its own; it sees nothing of Node either'],
  [
    'clipboard-exec-copy',
    'the clipboard is the exam’s own meanwhile, and emptied before and after',
  ],
]);

/** Leads to another page inside the rules: shown in place of this one, in no window of its own. */
export const OPENS_IN_PLACE: ReadonlySet<string> = new Set([
  'window-open-named',
  'target-blank',
  'form-target-blank',
]);

/** Frames of other origins load: exam pages embed films and formulas. They get no more than the page. */
export const FRAMES_ELSEWHERE: ReadonlySet<string> = new Set([
  'iframe-elsewhere',
  'iframe-redirect',
]);
