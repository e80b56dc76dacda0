import { createHmac } from 'node:crypto';

/** Whom a test speaks to, and what it signs with. */
export interface Lms {
  readonly url: string;
  readonly integration: string;
  readonly secret: string;
  now(): number;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT made by hand, so that the server's library is not tested with itself. */
export function sign(
  payload: unknown,
  secret: string,
  header: object = { alg: 'HS256', typ: 'JWT' },
): string {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

let sessions = 0;

/** Complete parameters of a start; every call has another sessionId. */
export function parameters(lms: Lms, changes: object = {}): Record<string, unknown> {
  sessions += 1;
  const id = `session-${String(sessions)}`;
  return {
    userId: `user-${String(sessions)}`,
    firstName: 'Zoë',
    lastName: 'O’Neill-Дмитриева',
    language: 'fr',
    accountId: 'faculty',
    accountName: 'Faculty of Engineering',
    examId: 'exam-1',
    examName: 'Numerical Methods II',
    duration: 60,
    schedule: false,
    proctoring: 'offline',
    startDate: iso(lms.now() - 60 * 60_000),
    endDate: iso(lms.now() + 6 * 60 * 60_000),
    sessionId: id,
    sessionUrl: `https://lms.example/entry.php?session=${id}`,
    sessionFinishUrl: 'https://lms.example/done',
    ...changes,
  };
}

export const iso = (at: number): string => new Date(at).toISOString();

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  return { status: response.status, body, headers: response.headers };
}

/** Posts the start form and asks for JSON. */
export async function start(lms: Lms, given: object, token?: string): Promise<Answer> {
  const response = await postStart(lms, token ?? sign(given, lms.secret), 'application/json');
  return answerOf(response);
}

/** Posts the start form as a browser does. */
export function postStart(lms: Lms, token: string, accept = BROWSER): Promise<Response> {
  return fetch(`${lms.url}/integration/simple/${lms.integration}/start/`, {
    method: 'POST',
    headers: { accept },
    body: new URLSearchParams({ token }),
  });
}

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** A call of the integration API, signed for the next 30 seconds unless a header is given. */
export async function call(
  lms: Lms,
  method: 'GET' | 'POST',
  path: string,
  options: { body?: unknown; authorization?: string } = {},
): Promise<Answer> {
  const exp = Math.floor(lms.now() / 1000) + 30;
  const authorization = options.authorization ?? `JWT ${sign({ exp }, lms.secret)}`;
  const response = await fetch(`${lms.url}/api/v2/integration/simple/${lms.integration}/${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(authorization === '' ? {} : { authorization }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  return answerOf(response);
}

export { answerOf };
