import type { Debugger } from 'electron';
import { z } from 'zod';
import type { Log } from '../system/log.ts';
import type { FetchDocument, WholeDocument } from './fetchDocument.ts';
import { withPdfAsDownload } from './withoutViewer.ts';

/**
 * Why this file exists: a browser takes the old page away as soon as the new one's first bytes are
 * there, and puts an error page in its place when they never come. In an exam the old page holds typed
 * answers. So each document of the main frame is fetched here, to its last byte, before the page is
 * told of it; what fails is reported to the page as an aborted navigation, which leaves the page as it
 * is. (Pausing at the response is not enough: Chromium's interception hands on a body that was cut as
 * if it were whole.)
 */
const Paused = z.object({
  requestId: z.string(),
  frameId: z.string(),
  request: z.object({
    url: z.string(),
    method: z.string(),
    headers: z.record(z.string(), z.string()),
    hasPostData: z.boolean().optional(),
    postDataEntries: z.array(z.object({ bytes: z.string().optional() })).optional(),
  }),
  responseErrorReason: z.string().optional(),
  responseStatusCode: z.number().optional(),
});
type Paused = z.infer<typeof Paused>;

const FrameTree = z.object({ frameTree: z.object({ frame: z.object({ id: z.string() }) }) });

export interface GuardDeps {
  readonly debugger: Pick<Debugger, 'sendCommand' | 'on' | 'off'>;
  readonly fetchDocument: FetchDocument;
  /** Whether the page's rules let the main frame go there. */
  readonly mayNavigate: (url: string) => boolean;
  /** Where the page is now. */
  readonly currentUrl: () => string;
  /** A document did not come, or not whole; the page on screen stayed. */
  readonly onKept: (url: string) => void;
  /** A document came whole and is handed to the page. */
  readonly onWhole: (url: string) => void;
  readonly log: Log;
}

/** A gateway that cannot reach the LMS says so in the LMS's place: no reason to lose what is typed. */
const GATEWAY_FAULTS: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Guards the documents of an attached page.
 * @returns ends it
 */
export async function guardDocuments(deps: GuardDeps): Promise<() => void> {
  const { debugger: page, log } = deps;
  const tree = FrameTree.parse(await page.sendCommand('Page.getFrameTree'));
  const mainFrame = tree.frameTree.frame.id;
  let under: AbortController | undefined;
  const answer = async (paused: Paused): Promise<void> => {
    if (paused.frameId !== mainFrame) {
      await page.sendCommand('Fetch.continueRequest', { requestId: paused.requestId });
      return;
    }
    // The page goes elsewhere: what it asked for before is of no use any more.
    under?.abort();
    under = new AbortController();
    await answerMainFrame(paused, deps, under.signal);
  };
  const onMessage = (_event: unknown, method: string, params: unknown, session?: string): void => {
    // A frame of another process has a session of its own, and no documents of the main frame.
    if (method !== 'Fetch.requestPaused' || (session ?? '') !== '') return;
    answer(Paused.parse(params)).catch((error: unknown) => {
      log.warn(`a document's request could not be answered: ${String(error)}`);
    });
  };
  page.on('message', onMessage);
  await page.sendCommand('Fetch.enable', {
    patterns: [{ urlPattern: '*', resourceType: 'Document', requestStage: 'Request' }],
  });
  return () => {
    under?.abort();
    page.off('message', onMessage);
  };
}

async function answerMainFrame(
  paused: Paused,
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<void> {
  const { requestId, request } = paused;
  if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined) {
    return answerUnreadable(paused, deps);
  }
  if (!deps.mayNavigate(request.url)) return abort(deps, requestId);
  const body = bodyOf(paused);
  if (body === undefined) {
    // A file's bytes are not shown to us: the network sends it, and we look at the answer.
    const params = { requestId, interceptResponse: true };
    await deps.debugger.sendCommand('Fetch.continueRequest', params);
    return;
  }
  const document = await fetchOrNothing(paused, body, deps, signal);
  if (document === undefined) return abort(deps, requestId);
  deps.onWhole(request.url);
  await deps.debugger.sendCommand('Fetch.fulfillRequest', {
    requestId,
    responseCode: document.status,
    // Fetched here, it did not pass the session's own rule for PDFs.
    responseHeaders: withPdfAsDownload(document.headers),
    body: document.body.toString('base64'),
    ...(document.phrase === '' ? {} : { responsePhrase: document.phrase }),
  });
}

async function fetchOrNothing(
  { request }: Paused,
  body: readonly Buffer[],
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<WholeDocument | undefined> {
  const { url, method, headers } = request;
  const initiator = originOf(deps.currentUrl());
  try {
    const wanted = {
      url,
      method,
      headers,
      body,
      ...(initiator === undefined ? {} : { initiator }),
    };
    const document = await deps.fetchDocument(wanted, signal);
    if (!GATEWAY_FAULTS.has(document.status)) return document;
    deps.log.warn(`the exam page's gateway answered ${document.status}`);
  } catch (error) {
    if (signal.aborted) return undefined;
    deps.log.warn(`a document of the exam page did not arrive: ${String(error)}`);
  }
  deps.onKept(url);
  return undefined;
}

/** An upload's answer: taken as it is, unless it failed before its first byte. */
async function answerUnreadable(paused: Paused, deps: GuardDeps): Promise<void> {
  const { requestId, responseErrorReason, responseStatusCode = 0, request } = paused;
  if (responseErrorReason !== undefined || GATEWAY_FAULTS.has(responseStatusCode)) {
    deps.onKept(request.url);
    return abort(deps, requestId);
  }
  deps.onWhole(request.url);
  await deps.debugger.sendCommand('Fetch.continueResponse', { requestId });
}

/** An aborted navigation shows no error page; every other error does. */
async function abort({ debugger: page }: GuardDeps, requestId: string): Promise<void> {
  await page.sendCommand('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
}

/** Undefined when a part of the body is a file. */
function bodyOf({ request }: Paused): Buffer[] | undefined {
  const { hasPostData = false, postDataEntries: entries = [] } = request;
  if (!hasPostData) return [];
  const parts = entries.flatMap(({ bytes }) =>
    bytes === undefined ? [] : [Buffer.from(bytes, 'base64')],
  );
  return entries.length > 0 && parts.length === entries.length ? parts : undefined;
}

function originOf(url: string): string | undefined {
  const { origin } = URL.canParse(url) ? new URL(url) : { origin: 'null' };
  return origin === 'null' ? undefined : origin;
}
