import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDeepLink, parseDeepLink } from '../../../contract/deepLink.ts';

const ticket = 'A'.repeat(43);

describe('a deep link', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['https'] }), (address) => {
        const url = new URL(address);
        url.search = '';
        url.hash = '';
        if (!url.pathname.endsWith('/')) url.pathname += '/';
        const server = url.href;
        const parsed = parseDeepLink(formatDeepLink({ server, ticket }), false);
        return parsed.ok && parsed.link.server === server && parsed.link.ticket === ticket;
      }),
    );
  });

  it('never throws, whatever text comes', () => {
    fc.assert(fc.property(fc.string(), (text) => !parseDeepLink(text, false).ok));
    fc.assert(fc.property(fc.string(), (text) => !parseDeepLink(`invigil://${text}`, false).ok));
  });

  it.each([
    ['https://exam.example/', 'link_foreign'],
    ['invigil://close?server=https%3A%2F%2Fa.example&ticket=' + ticket, 'link_malformed'],
    ['invigil://open?server=https%3A%2F%2Fa.example&ticket=short', 'link_malformed'],
    ['invigil://open?server=file%3A%2F%2F%2Fetc&ticket=' + ticket, 'link_malformed'],
    ['invigil://open?server=http%3A%2F%2Fa.example%2F&ticket=' + ticket, 'link_insecure'],
    ['invigil://open?server=https%3A%2F%2Fu%3Ap%40a.example%2F&ticket=' + ticket, 'link_insecure'],
    ['invigil://open?server=http%3A%2F%2F127.0.0.1%3A8080%2F&ticket=' + ticket, 'link_insecure'],
  ])('%s is refused as %s', (text, reason) => {
    expect(parseDeepLink(text, false)).toEqual({ ok: false, reason });
  });

  it('may be plain http to this machine in development, and to no other', () => {
    const link = (host: string): string => formatDeepLink({ server: `http://${host}/`, ticket });
    expect(parseDeepLink(link('127.0.0.1:8080'), true).ok).toBe(true);
    expect(parseDeepLink(link('127.0.0.1.evil.example'), true).ok).toBe(false);
    expect(parseDeepLink(link('10.0.0.1'), true).ok).toBe(false);
  });
});
