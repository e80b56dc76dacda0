import type { Session, WebRequestFilter } from 'electron';

/** Chromium's PDF viewer is an extension of its own, whatever the Electron version puts around it. */
const VIEWER = { urls: ['chrome-extension://*/*'] };

/** Where Chromium would put the viewer; what a script reads stays what it is. */
const DOCUMENTS: WebRequestFilter = {
  urls: ['<all_urls>'],
  types: ['mainFrame', 'subFrame', 'object'],
};

const PDF = /^\s*(?:application|text)\/(?:x-)?pdf\s*(?:;|$)/i;

/**
 * Keeps Chromium's PDF viewer from a session's pages. It prints, also when the PDF itself or the page
 * around it asks for it, and it saves: each opens a dialog of the system over the exam, and no setting of
 * Electron takes the viewer away. So a PDF counts as a download, which is refused and reported, and the
 * viewer's own page never comes, which leaves PDFs that a script made (`blob:`) empty. A PDF that the LMS
 * draws itself is no document, and is shown.
 * @param onKept the viewer was asked for where no download was
 */
export function withoutViewer(session: Session, onKept: () => void): void {
  session.webRequest.onHeadersReceived(DOCUMENTS, ({ responseHeaders = {} }, answer) => {
    const came = Object.entries(responseHeaders).flatMap(([name, values]) =>
      values.map((value) => ({ name, value })),
    );
    const headers = withPdfAsDownload(came);
    answer(headers === came ? {} : { responseHeaders: byName(headers) });
  });
  session.webRequest.onBeforeRequest(VIEWER, (_details, answer) => {
    onKept();
    answer({ cancel: true });
  });
}

interface Header {
  readonly name: string;
  readonly value: string;
}

/** The headers with which a PDF is a download and everything else what it was. */
export function withPdfAsDownload(headers: readonly Header[]): readonly Header[] {
  const isPdf = headers.some(({ name, value }) => is(name, 'content-type') && PDF.test(value));
  if (!isPdf) return headers;
  const others = headers.filter(
    ({ name }) => !['content-type', 'content-disposition'].some((own) => is(name, own)),
  );
  // Of a document that was fetched for the page Chromium heeds the type alone.
  return [
    ...others,
    { name: 'Content-Type', value: 'application/octet-stream' },
    { name: 'Content-Disposition', value: 'attachment' },
  ];
}

function byName(headers: readonly Header[]): Record<string, string[]> {
  const named: Record<string, string[]> = {};
  for (const { name, value } of headers) (named[name] ??= []).push(value);
  return named;
}

function is(name: string, lowerCase: string): boolean {
  return name.toLowerCase() === lowerCase;
}
