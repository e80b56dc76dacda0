/** One thing a hostile exam page tries. */
export interface HostileAttempt {
  readonly id: string;
  readonly group: string;
  /**
   * Whether the page can tell by itself how it went: `page` it can; `landing` by asking the LMS
   * whether the target was ever loaded (if the page itself left, only the state's landings and
   * the view's address tell); `watcher` only whoever watches from outside sees it.
   */
  readonly toldBy: 'page' | 'landing' | 'watcher';
}

const group = (
  name: string,
  toldBy: HostileAttempt['toldBy'],
  ids: readonly string[],
): readonly HostileAttempt[] => ids.map((id) => ({ id, group: name, toldBy }));

/** Every attempt: its page is `/hostile/ID`, its script has a function of the same name. */
export const HOSTILE_ATTEMPTS: readonly HostileAttempt[] = [
  ...group('windows', 'page', ['window-open', 'window-open-blank', 'window-open-named']),
  ...group('windows', 'landing', ['target-blank', 'modified-click', 'form-target-blank']),
  ...group('windows', 'page', ['window-close', 'window-close-opened', 'window-move']),
  ...group('navigation', 'landing', [
    'navigate-elsewhere',
    'navigate-replace',
    'navigate-redirect',
    'navigate-meta-refresh',
    'navigate-course-notes',
    'form-post-elsewhere',
    'iframe-navigates-top',
    'rename-and-reload',
  ]),
  ...group('navigation', 'watcher', [
    'navigate-file',
    'navigate-javascript',
    'navigate-data',
    'navigate-blob',
    'navigate-app',
    'navigate-invigil',
    'navigate-mailto',
    'navigate-chrome',
    'navigate-devtools',
    'navigate-view-source',
    'navigate-pdf',
    'navigate-about-blank',
  ]),
  ...group('frames', 'landing', ['iframe-elsewhere', 'iframe-redirect']),
  ...group('frames', 'page', [
    'iframe-file',
    'iframe-data',
    'iframe-app',
    'iframe-invigil',
    'iframe-blank-bridge',
    'webview-tag',
  ]),
  ...group('frames', 'watcher', ['iframe-pdf', 'iframe-pdf-blob', 'embed-pdf', 'object-pdf']),
  ...group('downloads', 'watcher', [
    'download-attachment',
    'download-attribute',
    'download-blob',
    'download-data',
  ]),
  ...group('downloads', 'page', [
    'file-picker',
    'file-picker-save',
    'file-picker-folder',
    'file-input',
    'print',
  ]),
  ...group('clipboard', 'page', [
    'clipboard-read',
    'clipboard-read-text',
    'clipboard-write',
    'clipboard-exec-copy',
    'clipboard-exec-paste',
  ]),
  ...group('permissions', 'page', [
    'get-user-media',
    'get-display-media',
    'enumerate-devices',
    'geolocation',
    'notifications',
    'fullscreen',
    'pointer-lock',
    'keyboard-lock',
    'wake-lock',
    'midi',
    'usb',
    'serial',
    'hid',
    'bluetooth',
    'idle-detection',
    'local-fonts',
    'window-management',
    'storage-persist',
    'motion-sensor',
    'protocol-handler',
  ]),
  ...group('workers', 'page', ['service-worker', 'shared-worker', 'worker-bridge']),
  ...group('bridge', 'page', ['bridge', 'bridge-globals', 'bridge-parents']),
  ...group('bridge', 'page', ['fetch-file', 'fetch-app', 'fetch-loopback-debugger', 'web-socket']),
  ...group('nuisance', 'page', [
    'message-flood',
    'alert-loop',
    'confirm-and-prompt',
    'beforeunload-trap',
    'history-tricks',
    'title-spoof',
    'console-flood',
    'memory-hunger',
  ]),
  ...group('nuisance', 'watcher', ['hang']),
];
