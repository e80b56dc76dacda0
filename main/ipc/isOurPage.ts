import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { APP_ORIGIN } from '../windows/appScheme.ts';

/**
 * Whether a message comes from the main frame of our own window, showing our own page. Since Electron
 * 33 the frame is null when it is gone or has gone on to another page.
 * @see https://www.electronjs.org/docs/latest/tutorial/security rule 17
 */
export function isOurPage(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  ours: () => WebContents | undefined,
): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || event.sender !== ours()) return false;
  // A page of our scheme has no origin that Node knows of, so scheme and host are compared.
  const url = URL.canParse(frame.url) ? new URL(frame.url) : undefined;
  return url !== undefined && `${url.protocol}//${url.host}` === APP_ORIGIN;
}
