import type { Protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from '../system/durableFile.ts';
import { CONTENT_POLICY } from './contentPolicy.ts';

/** The scheme and host of our own pages. Nothing else is served under it, and never a `file:`. */
export const APP_ORIGIN = 'app://invigil';
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** To be called before `ready`. */
export function declareAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    // `standard` gives it an origin, `secure` the camera, `supportFetchAPI` module scripts.
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the folder of the built pages. */
export function serveAppScheme(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle('app', (request) => answerApp(request.url, folder));
}

/** The answer to one address of our own. */
export async function answerApp(address: string, folder: string): Promise<Response> {
  const file = fileFor(address, folder);
  const type = file === undefined ? undefined : TYPES[path.extname(file)];
  if (file === undefined || type === undefined) return notFound();
  try {
    return new Response(new Uint8Array(await readFile(file)), {
      headers: {
        'content-type': type,
        'content-security-policy': CONTENT_POLICY,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    if (isMissing(error)) return notFound();
    throw error;
  }
}

function notFound(): Response {
  return new Response(null, {
    status: 404,
    headers: { 'content-security-policy': CONTENT_POLICY },
  });
}

/** Undefined for what lies outside the folder, however it is written. */
function fileFor(address: string, folder: string): string | undefined {
  const url = new URL(address);
  if (url.host !== new URL(APP_ORIGIN).host) return undefined;
  const name = decoded(url.pathname);
  if (name === undefined || name.includes('\0') || name.includes('\\')) return undefined;
  const file = path.resolve(folder, `.${path.posix.join('/', name)}`);
  const relative = path.relative(folder, file);
  const isInside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  return isInside ? file : undefined;
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    // Not an address that any of our pages writes.
    return undefined;
  }
}
