import { session as sessions, WebContentsView, type WebContents } from 'electron';
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { consoleMessage } from '../system/electronVersions.ts';
import type { PageQuestion } from '../../contract/channels.ts';
import type { Log } from '../system/log.ts';
import { guardDocuments } from './documentGuard.ts';
import { fetchDocumentIn } from './fetchDocument.ts';
import { watchPage, type PageState } from './pageHealth.ts';
import { openInPlace } from './openInPlace.ts';
import { askInOurWindow } from './pageQuestions.ts';
import { guardSession, type Blocked, type PageRulebook } from './pageRules.ts';
import { pageScript, runInEveryFrame } from './pageScript.ts';
import { proveProctoring } from './proof.ts';
import { feelPulse } from './pulse.ts';
import { askBeforeUnload } from './unload.ts';
import { withoutViewer } from './withoutViewer.ts';

export interface ForeignViewDeps {
  /** Where it begins, and where it comes back to before any other page was reached. */
  readonly entryUrl: string;
  /** Name of the in-memory session; the same name has the same cookies as long as the app runs. */
  readonly partition: string;
  readonly mayNavigate: (url: string) => boolean;
  /** Said to each of the exam's pages; absent for pages that are no exam. */
  readonly proofMessage?: string;
  /** Whether its text, links and pictures may be dragged to other programs. */
  readonly dragOut: boolean;
  readonly book: PageRulebook;
  readonly log: Log;
  readonly onState: (state: PageState) => void;
  readonly onBlocked: (what: Blocked, url: string) => void;
  /** A page did not come, and the one on screen stayed. */
  readonly onKept: () => void;
  /** The page has something unsaved and stayed. */
  readonly onUnsaved: () => void;
  /** The page asks something by `alert` or `confirm`; absent where nobody would show it. */
  readonly onQuestion?: (question: PageQuestion | null) => void;
  readonly onCrashed: () => void;
  readonly onUnresponsive: () => void;
  readonly onRecovered: () => void;
  /** The page closed itself for good: only a new view can take its place. */
  readonly onGone: () => void;
}

/** A page of somebody else's in a view of its own: no preload, no bridge, no permission. */
export interface ForeignView {
  readonly view: WebContentsView;
  /** Loads the entry. */
  readonly load: () => void;
  /** The page on screen anew, at the candidate's wish. */
  readonly reload: () => void;
  /** The candidate's answer to what the page asked. */
  readonly answer: (id: string, yes: boolean) => void;
  /** Ends the page. Its cookies live on in its session. */
  readonly close: () => void;
  /** Removes cookies and everything else that the page stored. */
  readonly forget: () => Promise<void>;
}

export async function openForeignView(deps: ForeignViewDeps): Promise<ForeignView> {
  const { book, log, mayNavigate } = deps;
  const session = sessions.fromPartition(deps.partition, { cache: false });
  guardSession(session, book);
  const view = new WebContentsView({
    webPreferences: {
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
      // The pickers of files and folders: dialogs of the system, and a way to the disk.
      disableBlinkFeatures: 'FileSystemAccess,FileSystemAccessLocal',
      // Its dictionaries would come from a third party, and in a language exam it is help.
      spellcheck: false,
      // Countdown and autosave go on while the page is covered.
      backgroundThrottling: false,
    },
  });
  const contents = view.webContents;
  withoutViewer(session, () => deps.onBlocked('download', contents.getURL()));
  let last = deps.entryUrl;
  let isOpen = false;
  const go = (url: string): void => {
    // Failures are told by the guard and the page's own events.
    contents.loadURL(url).catch((error: unknown) => log.info(`not loaded: ${String(error)}`));
  };
  /** To `about:blank` a page goes without anybody being asked; it is led back. */
  const leftByItself = (url: string): void => {
    deps.onBlocked('navigation', url);
    if (contents.navigationHistory.canGoBack()) contents.navigationHistory.goBack();
    else go(last);
  };
  const unload = askBeforeUnload(contents, deps.onUnsaved, () => performance.now());
  book.set(contents, {
    mayNavigate,
    onBlocked: deps.onBlocked,
    onWindowWanted: (wanted) => void openInPlace(contents, wanted, deps),
    devTools: false,
  });
  const questions = askInOurWindow(contents, {
    show: (question) => deps.onQuestion?.(question),
    now: () => performance.now(),
  });
  if (questions === undefined) log.warn('this Electron shows the questions of pages by itself');
  const health = watchPage(contents, {
    ...deps,
    reload: () => go(last),
    now: () => performance.now(),
  });
  contents.on('did-navigate', (_event, url) => {
    if (mayNavigate(url)) last = url;
    else if (isOpen) leftByItself(url);
  });
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (!isMainFrame || mayNavigate(url)) return;
    // A page may rename itself without leaving; it is taken back to the name it had.
    leftByItself(url);
  });
  if (deps.proofMessage !== undefined) {
    proveProctoring(contents, { message: deps.proofMessage, mayNavigate });
  }
  await attach(contents, deps, () => {
    if (!health.missed()) deps.onKept();
  });
  isOpen = true;
  const endPulse = feelPulse({
    ask: () => contents.debugger.sendCommand('Runtime.evaluate', { expression: '0' }),
    isWaiting: () => contents.isCrashed() || questions?.isOpen() === true,
    onSilent: () => contents.emit('unresponsive'),
    onBack: () => contents.emit('responsive'),
  });
  let isClosing = false;
  contents.once('destroyed', () => {
    health.end();
    endPulse();
    if (!isClosing) deps.onGone();
  });
  return {
    view,
    load() {
      deps.onState('loading');
      go(deps.entryUrl);
    },
    answer: (id, yes) => questions?.answer(id, yes),
    reload: () => {
      questions?.drop();
      unload.leaveNow();
      health.restart();
    },
    close() {
      isClosing = true;
      questions?.drop();
      health.end();
      if (!contents.isDestroyed()) contents.close();
    },
    async forget() {
      await session.clearStorageData();
      await session.clearCache();
      await session.closeAllConnections();
    },
  };
}

/** The inspector's interface has to be taken up on a page that already is, so an empty one comes first. */
async function attach(
  contents: WebContents,
  deps: ForeignViewDeps,
  onKept: () => void,
): Promise<void> {
  await contents.loadURL('about:blank');
  const page = contents.debugger;
  const mark = `print ${randomUUID()}`;
  contents.on('console-message', (...told: readonly unknown[]) => {
    const [event, ...rest] = told;
    if (typeof event !== 'object' || event === null) return;
    if (consoleMessage(event, ...rest).startsWith(mark)) {
      deps.onBlocked('print', contents.getURL());
    }
  });
  page.attach('1.3');
  page.on('message', (_event: unknown, method: string) => {
    if (method === 'Page.fileChooserOpened') deps.onBlocked('permission', contents.getURL());
  });
  await guardDocuments({
    debugger: page,
    fetchDocument: fetchDocumentIn(contents.session),
    mayNavigate: deps.mayNavigate,
    currentUrl: () => contents.getURL(),
    onKept,
    onWhole: () => undefined,
    log: deps.log,
  });
  await runInEveryFrame(page, pageScript(mark, deps.dragOut), deps.log);
}
