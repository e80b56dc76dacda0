import { BrowserWindow, desktopCapturer, type Session } from 'electron';
import type { Journey } from '../../contract/journey.ts';
import type { AppIdentity } from '../system/appIdentity.ts';
import type { Log } from '../system/log.ts';
import { APP_ORIGIN, APP_PAGE } from './appScheme.ts';
import { guardSession, type PageRulebook, type PermissionDetails } from './pageRules.ts';

interface Deps {
  readonly preload: string;
  readonly session: Session;
  readonly book: PageRulebook;
  readonly identity: AppIdentity;
  readonly log: Log;
  readonly journey: () => Journey;
}

/** The app's own window with the app's own page. */
export function openShellWindow({
  preload,
  session,
  book,
  identity,
  log,
  journey,
}: Deps): BrowserWindow {
  guardSession(session, book);
  keepOffNetwork(session);
  offerScreen(session, journey, log);
  const window = new BrowserWindow({
    width: 1200,
    height: 800,
    minWidth: 720,
    minHeight: 560,
    show: false,
    // Electron 43 rounds frameless windows on Linux; a kiosk must reach into the corners.
    roundedCorners: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: identity.acceptsTestMeans,
      spellcheck: false,
      // A covered window must still hear of a cover that is gone.
      backgroundThrottling: false,
    },
  });
  book.set(window.webContents, {
    // It loads once, by us, and never goes anywhere.
    mayNavigate: () => false,
    mayUse: (permission, details) => isOurs(details) && mayUse(permission, details, journey()),
    mayKnow: (permission, details) => isOurs(details) && mayKnow(permission, journey()),
    devTools: identity.acceptsTestMeans,
  });
  // No page of ours opens a peer connection; whatever would, gets no route.
  window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error(`our own page ended (${reason}) and is loaded again`);
    if (!window.isDestroyed()) window.webContents.reload();
  });
  window.once('ready-to-show', () => window.show());
  window.loadURL(APP_PAGE).catch((error: unknown) => log.error('our own page did not load', error));
  return window;
}

function isOurs({ isMainFrame, requestingUrl }: PermissionDetails): boolean {
  return (
    isMainFrame &&
    URL.canParse(requestingUrl) &&
    new URL(requestingUrl).href.startsWith(`${APP_ORIGIN}/`)
  );
}

/** Camera and microphone where the candidate is being checked or photographed, and nowhere else. */
function mayUse(permission: string, { mediaTypes }: PermissionDetails, journey: Journey): boolean {
  if (journey.stage === 'checks') {
    // `media` without types is the screen; `display-capture` is its later name.
    return ['media', 'display-capture', 'speaker-selection'].includes(permission);
  }
  const takesPhotos = journey.stage === 'setup' && permission === 'media';
  return takesPhotos && mediaTypes.every((type) => type === 'video');
}

/** The names of cameras and sound devices: what is plugged in or out during the exam is told by name. */
function mayKnow(permission: string, { stage }: Journey): boolean {
  return permission === 'media' && (stage === 'setup' || stage === 'exam');
}

/** The window's page has no use for the network: main speaks with the server. */
function keepOffNetwork(session: Session): void {
  const own = new Set(['app:', 'blob:', 'data:', 'devtools:']);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !own.has(new URL(details.url).protocol) });
  });
}

/**
 * The screen check shows the candidate their own screen: without a picker where there is one screen to
 * share, by the system's own picker on macOS, which will not have it otherwise.
 */
function offerScreen(session: Session, journey: () => Journey, log: Log): void {
  session.setDisplayMediaRequestHandler(
    (request, answer) => {
      const isWanted = journey().stage === 'checks' && request.videoRequested;
      const sources = isWanted
        ? desktopCapturer.getSources({ types: ['screen'], thumbnailSize: { width: 0, height: 0 } })
        : Promise.resolve([]);
      sources
        .then(([screen]) => answer(screen === undefined ? null : { video: screen }))
        .catch((error: unknown) => {
          log.error('the screens cannot be listed', error);
          answer(null);
        });
    },
    { useSystemPicker: true },
  );
}
