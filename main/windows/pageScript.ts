import type { Debugger } from 'electron';
import { z } from 'zod';
import type { Log } from '../system/log.ts';

const Attached = z.object({ sessionId: z.string() });

/**
 * Runs a script in every frame of an attached page before any of the page's own, also in frames that
 * the browser puts into a process of their own.
 * @returns ends it
 */
export async function runInEveryFrame(
  page: Pick<Debugger, 'sendCommand' | 'on' | 'off'>,
  source: string,
  log: Log,
): Promise<() => void> {
  const prepare = async (session?: string): Promise<void> => {
    const send = (method: string, params: object): Promise<unknown> =>
      page.sendCommand(method, params, session);
    await send('Page.enable', {});
    await send('Page.addScriptToEvaluateOnNewDocument', { source });
    // A field for files would open a dialog of the system, which shows the disk and starts programs.
    await send('Page.setInterceptFileChooserDialog', { enabled: true });
    await send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
    });
  };
  const prepareFrame = async (session: string): Promise<void> => {
    try {
      await prepare(session);
    } finally {
      // It waits for this, whether it is a frame or a worker, which has no pages to prepare.
      await page.sendCommand('Runtime.runIfWaitingForDebugger', {}, session);
    }
  };
  const onMessage = (_event: unknown, method: string, params: unknown): void => {
    if (method !== 'Target.attachedToTarget') return;
    const { sessionId } = Attached.parse(params);
    prepareFrame(sessionId).catch((error: unknown) => {
      log.info(`a frame or worker was not prepared: ${String(error)}`);
    });
  };
  page.on('message', onMessage);
  await prepare();
  return () => page.off('message', onMessage);
}

/**
 * Takes from a page what Electron has no switch for: printing, of which a try is said on the console
 * under a mark; closing itself, which would leave an empty place where the exam was; and pasting without
 * the candidate's keys, which reads the clipboard behind their back. Service workers too: they answer for
 * the network where nothing of ours can see whether a page came whole. And the mouse's buttons for the
 * page before and after, which lose what is typed at a slip of the thumb.
 * @param mark not to be guessed, so that no page's own line is taken for it
 * @param dragOut whether text, links and pictures may be dragged; what a question makes draggable
 * itself always may
 */
export function pageScript(mark: string, dragOut: boolean): string {
  return `(() => {
    const say = console.debug.bind(console, ${JSON.stringify(mark)});
    const fix = (name, value) => Object.defineProperty(window, name, { value, writable: false, configurable: false });
    fix('print', function print() { say(); });
    fix('close', function close() {});
    if (!${String(dragOut)}) addEventListener('dragstart', (event) => {
      const from = event.target;
      if (!(from instanceof Element && from.closest('[draggable=true]'))) event.preventDefault();
    }, true);
    for (const name of ['mousedown', 'mouseup']) addEventListener(name, (event) => {
      if (event.button === 3 || event.button === 4) event.preventDefault();
    }, true);
    delete Navigator.prototype.serviceWorker;
    const run = Document.prototype.execCommand;
    Document.prototype.execCommand = function execCommand(command, ...rest) {
      const asked = String(command).toLowerCase();
      if (asked === 'print') say();
      if (asked === 'print' || asked === 'paste') return false;
      return run.call(this, command, ...rest);
    };
  })()`;
}
