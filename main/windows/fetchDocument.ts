import { net, type Session } from 'electron';

/** A document that arrived whole, or a redirect to another one. */
export interface WholeDocument {
  readonly status: number;
  readonly phrase: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: Buffer;
}

export interface DocumentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: readonly Buffer[];
  /** Origin of the page that asks, where there is one; the server is told whether it is its own. */
  readonly initiator?: string;
}

/** Fetches one document to its last byte; rejects when it does not arrive whole. */
export type FetchDocument = (
  request: DocumentRequest,
  signal: AbortSignal,
) => Promise<WholeDocument>;

/**
 * No byte for this long (milliseconds) is a lost connection: LMS hosts cut their own pages off after
 * one minute, and TCP alone takes a quarter of an hour to notice.
 */
const SILENCE = 120_000;

/** The network stack sets these itself, from the session's cookies and from the body. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'cookie',
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'accept-language',
]);

/** Cookies are in the session already, and the body is handed on unpacked and in one piece. */
const SETTLED_HEADERS: ReadonlySet<string> = new Set([
  'set-cookie',
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
]);

/** Fetches with a session's own cookies, cache, proxy and certificates. */
export function fetchDocumentIn(session: Session): FetchDocument {
  return (wanted, signal) =>
    new Promise((resolve, reject) => {
      const request = net.request({
        method: wanted.method,
        url: wanted.url,
        session,
        redirect: 'manual',
        useSessionCookies: true,
        credentials: 'include',
        ...(wanted.initiator === undefined ? {} : { origin: wanted.initiator }),
      });
      let silence: NodeJS.Timeout | undefined;
      const end = (): void => {
        clearTimeout(silence);
        signal.removeEventListener('abort', abort);
      };
      const fail = (error: Error): void => {
        end();
        reject(error);
      };
      const abort = (): void => {
        fail(new Error('another document was asked for'));
        request.abort();
      };
      const heard = (): void => {
        clearTimeout(silence);
        silence = setTimeout(() => {
          fail(new Error(`no byte for ${SILENCE / 1000} s`));
          request.abort();
        }, SILENCE);
      };
      for (const [name, value] of Object.entries(wanted.headers)) {
        if (!OWN_HEADERS.has(name.toLowerCase())) request.setHeader(name, value);
      }
      // Servers that look at Fetch Metadata are to see what it is: a navigation (W3C Fetch Metadata).
      request.setHeader('Sec-Fetch-Mode', 'navigate');
      request.setHeader('Sec-Fetch-Dest', 'document');
      request.on('redirect', (status, _method, location, headers) => {
        end();
        resolve({
          status,
          phrase: '',
          headers: [...readHeaders(headers, ['location']), { name: 'Location', value: location }],
          body: Buffer.alloc(0),
        });
        request.abort();
      });
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        heard();
        response.on('data', (chunk: Buffer) => {
          heard();
          chunks.push(chunk);
        });
        response.on('error', fail);
        response.on('aborted', () => fail(new Error('the connection was cut')));
        response.on('end', () => {
          end();
          resolve({
            status: response.statusCode,
            phrase: response.statusMessage,
            headers: readHeaders(response.headers),
            body: Buffer.concat(chunks),
          });
        });
      });
      request.on('error', fail);
      signal.addEventListener('abort', abort);
      heard();
      for (const part of wanted.body) request.write(part);
      request.end();
    });
}

function readHeaders(
  headers: Readonly<Record<string, string | string[]>>,
  leaveOut: readonly string[] = [],
): { name: string; value: string }[] {
  return Object.entries(headers)
    .filter(([name]) => !SETTLED_HEADERS.has(name.toLowerCase()))
    .filter(([name]) => !leaveOut.includes(name.toLowerCase()))
    .flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));
}
