import { may, type Role } from '../../../server/people/deeds.ts';
import type { StaffClient } from '../pages/support/staff.ts';
import type { StaffRoute } from './staffRoutes.ts';

/** One way that a page offers: a link, an image, a form, a button of one, or what its script asks for. */
interface Way {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly address: string;
}

/** What a role was offered from the first page on, and which of it leads nowhere. */
export interface Walk {
  /** Routes as the server declares them, `METHOD URL`. */
  readonly offered: ReadonlySet<string>;
  /** Ways to an address that there is not, or that the role may not use, with the page that offers them. */
  readonly deadEnds: readonly string[];
}

/** What its script listens to goes on for ever. */
const ENDLESS = '/staff/live';

/**
 * Follows everything that leads somewhere on the staff pages, once for each path. Forms that change
 * something are not sent: the deed of their route is compared with the role's.
 * @param first a page to begin with, beside the list of exams
 * @param more pages that only a form answers with, and what the form carries
 */
export async function walkStaffPages(
  { client, role }: { readonly client: StaffClient; readonly role: Role },
  routes: readonly StaffRoute[],
  first: string,
  more: readonly { readonly address: string; readonly fields: Record<string, string> }[],
): Promise<Walk> {
  const offered = new Set<string>();
  const deadEnds: string[] = [];
  const left: string[] = ['/staff/exams', first];
  const seen = new Set<string>(left);

  const take = (page: string, html: string): void => {
    for (const way of waysIn(html, page)) {
      const path = pathOf(way.address);
      const what = `${way.method} ${path} on ${page}`;
      const route = routeOf(routes, way.method, path);
      if (route === undefined) deadEnds.push(`${what}: no such route`);
      else offered.add(`${route.method} ${route.url}`);
      if (route?.deed !== undefined && !may(role, route.deed)) {
        deadEnds.push(`${what}: needs ${route.deed}`);
      }
      if (way.method === 'POST' || path === ENDLESS || seen.has(path)) continue;
      seen.add(path);
      left.push(way.address);
    }
  };

  for (const { address, fields } of more) {
    const route = routeOf(routes, 'POST', pathOf(address));
    if (route?.deed === undefined || !may(role, route.deed)) continue;
    const answer = await client.post(address, fields);
    if (answer.status !== 200) deadEnds.push(`POST ${address}: ${String(answer.status)}`);
    take(address, await answer.text());
  }
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const answer = await client.get(next);
    const body = await answer.text();
    if (answer.status >= 400) deadEnds.push(`GET ${next}: ${String(answer.status)}`);
    else if (answer.headers.get('content-type')?.startsWith('text/html') === true) take(next, body);
  }
  return { offered, deadEnds };
}

/** The staff addresses that a page leads to; those of other parts of the server are open to everybody. */
function waysIn(html: string, page: string): Way[] {
  const ways: Way[] = [];
  const add = (method: string, address: string): void => {
    const base = new URL(page, 'http://server.test');
    const there = new URL(address.replaceAll('&amp;', '&'), base);
    if (there.origin !== base.origin || !there.pathname.startsWith('/staff')) return;
    ways.push({
      method: method.toUpperCase() === 'POST' ? 'POST' : 'GET',
      address: `${there.pathname}${there.search}`,
    });
  };
  for (const [tag] of html.matchAll(/<[a-z][^>]*>/g)) {
    const given = (name: string): string | undefined =>
      new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1];
    for (const name of ['href', 'src', 'data-stream', 'data-fresh']) {
      const address = given(name);
      // A place on the page itself is there already.
      if (address !== undefined && !address.startsWith('#')) add('GET', address);
    }
    const action = given('action');
    if (action !== undefined) add(given('method') ?? 'GET', action);
    // Every form with more than one way is one that posts.
    const button = given('formaction');
    if (button !== undefined) add(given('formmethod') ?? 'POST', button);
  }
  return ways;
}

function pathOf(address: string): string {
  return new URL(address, 'http://server.test').pathname;
}

/** The one with the fewest unknown parts, as the server chooses. */
function routeOf(
  routes: readonly StaffRoute[],
  method: string,
  path: string,
): StaffRoute | undefined {
  const unknown = ({ url }: StaffRoute): number => url.split(':').length;
  return routes
    .filter(({ url }) => new RegExp(`^${url.replaceAll(/:[^/]+/g, '[^/]+')}$`).test(path))
    .filter((route) => route.method === method)
    .toSorted((a, b) => unknown(a) - unknown(b))[0];
}
