import fc from 'fast-check';
import { DeepLink, formatDeepLink, parseDeepLink } from '../../contract/deepLink.ts';
import { garbled } from './hostile.ts';

const valid = formatDeepLink({ server: 'https://proctor.example/', ticket: 'a'.repeat(43) });

const link = fc.oneof(
  garbled(valid),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .tuple(
      fc.constantFrom('invigil', 'INVIGIL', 'invigil2', 'http', 'file', 'javascript'),
      fc.constantFrom('open', 'Open', 'exit', ''),
      fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' }), fc.constantFrom('http://127.0.0.1/')),
      fc.oneof(fc.constant('a'.repeat(43)), fc.string({ unit: 'binary', maxLength: 60 })),
    )
    .map(([scheme, host, server, ticket]) => {
      const text = (each: string): string =>
        encodeURIComponent(each.replace(/\p{Surrogate}/gu, ''));
      return `${scheme}://${host}?server=${text(server)}&ticket=${text(ticket)}`;
    }),
);

/** `https://bank.example@other.example/` is of the other. An @ in a path is a letter like any. */
function namesSomebody(server: string): boolean {
  const { username, password } = new URL(server);
  return username !== '' || password !== '';
}

/** Reads so many links. @returns how many were taken, and what is wrong with those */
export function readLinks(count: number, seed: number): { taken: number; faults: string[] } {
  const faults: string[] = [];
  let taken = 0;
  for (const text of fc.sample(link, { numRuns: count, seed })) {
    const read = parseDeepLink(text, false);
    if (!read.ok) continue;
    taken += 1;
    const { server, ticket } = read.link;
    const again = parseDeepLink(formatDeepLink(read.link), false);
    const isSound =
      DeepLink.safeParse(read.link).success &&
      server.startsWith('https://') &&
      !namesSomebody(server) &&
      again.ok &&
      again.link.server === server &&
      again.link.ticket === ticket;
    if (!isSound) faults.push(`a link was taken as ${server} ${ticket}: ${JSON.stringify(text)}`);
  }
  return { taken, faults };
}
