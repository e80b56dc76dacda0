/** A candidate's browser reduced to what HTTP needs: one cookie jar, no redirects followed. */
export interface Candidate {
  get(path: string): Promise<Response>;
  post(path: string, fields: Readonly<Record<string, string>> | URLSearchParams): Promise<Response>;
  /** Follows redirects from a path and returns the page they end on. */
  open(path: string): Promise<{ path: string; text: string }>;
  readonly cookies: Map<string, string>;
}

/** `origin` is the address the candidate reaches the LMS by. */
export function newCandidate(origin: string): Candidate {
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(new URL(path, origin), { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    return answer;
  }

  const get = (path: string): Promise<Response> => send(path, {});
  return {
    cookies,
    get,
    post: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams(fields) }),
    async open(path) {
      let answer = await get(path);
      let at = path;
      while (answer.status >= 300 && answer.status < 400) {
        at = answer.headers.get('location') ?? '';
        answer = await get(at);
      }
      return { path: at, text: await answer.text() };
    },
  };
}

/** Value of a hidden field on a page. */
export function fieldOf(page: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1];
  if (value === undefined) throw new Error(`no field ${name} on the page`);
  return value;
}

/** Data that a page hands to its scripts. */
export function scriptData(page: string, id: string): Record<string, unknown> {
  const json = new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`).exec(page);
  if (json?.[1] === undefined) throw new Error(`no data ${id} on the page`);
  return JSON.parse(json[1]) as Record<string, unknown>;
}
