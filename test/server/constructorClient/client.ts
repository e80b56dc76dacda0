import { signJwt } from './jwt.ts';

/** What the vendor gives an LMS: docs.constructor.tech, integration parameters. */
export interface Given {
  readonly proctorUrl: string;
  readonly integrationName: string;
  readonly jwtSecret: string;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A client of the integration API as an LMS has one. */
export function constructorClient(given: Given) {
  const api = `${given.proctorUrl}/api/v2/integration/simple/${given.integrationName}`;

  async function call(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    const response = await fetch(`${api}/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `JWT ${signJwt({ exp: Math.floor(given.now()) + 30 }, given.jwtSecret)}`,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  return {
    /** What the browser of a candidate posts and gets: a page. */
    async start(parameters: object): Promise<{ status: number; page: string; url: string }> {
      const url = `${given.proctorUrl}/integration/simple/${given.integrationName}/start/`;
      const response = await fetch(url, {
        method: 'POST',
        headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
        body: new URLSearchParams({ token: signJwt(parameters, given.jwtSecret) }),
      });
      return { status: response.status, page: await response.text(), url: response.url };
    },
    exams: (parameters: object) => call('POST', 'exams/', parameters),
    finish: (sessionId: string, body?: object) =>
      call('POST', `sessions/${sessionId}/finish/`, body),
    status: (sessionId: string) => call('GET', `sessions/${sessionId}/status/`),
  };
}

/** The link that the candidate's browser is to open. */
export function linkIn(page: string): string {
  const found = /href="(invigil:[^"]+)"/.exec(page)?.[1];
  if (found === undefined) throw new Error('the page has no link for the app');
  return found.replaceAll('&amp;', '&');
}
