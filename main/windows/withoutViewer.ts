import type { Session } from 'electron';

/** Chromium's PDF viewer is an extension of its own, whatever the Electron version puts around it. */
const VIEWER = { urls: ['chrome-extension://*/*'] };

const PDF = /^\s*(?:application|text)\/(?:x-)?pdf\b/i;

/**
 * Keeps Chromium's PDF viewer from a session's pages. It prints, also when the PDF itself or the page
 * around it asks for it, and it saves: each opens a dialog of the system over the exam, and no setting of
 * Electron takes the viewer away. So a PDF counts as a download, which is refused and reported, and the
 * viewer's own page never comes, which leaves PDFs that a script made (`blob:`) empty. A PDF that the LMS
 * draws itself is no document, and is shown.
 * @param onKept the viewer was asked for where no download was
 */
export function withoutViewer(session: Session, onKept: () => void): void {
  session.webRequest.onHeadersReceived(({ responseHeaders: headers }, answer) => {
    answer(isPdf(headers) ? { responseHeaders: asDownload(headers) } : {});
  });
  session.webRequest.onBeforeRequest(VIEWER, (_details, answer) => {
    onKept();
    answer({ cancel: true });
  });
}

type Headers = Readonly<Record<string, string[]>>;

function isPdf(headers: Headers | undefined): headers is Headers {
  if (headers === undefined) return false;
  return Object.entries(headers).some(
    ([name, values]) =>
      name.toLowerCase() === 'content-type' && values.some((value) => PDF.test(value)),
  );
}

function asDownload(headers: Headers): Record<string, string[]> {
  const others = Object.entries(headers).filter(
    ([name]) => name.toLowerCase() !== 'content-disposition',
  );
  return { ...Object.fromEntries(others), 'Content-Disposition': ['attachment'] };
}
