import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createCaller, type Called } from '../../../server/outgoing/caller.ts';
import { isPublic } from '../../../server/outgoing/isPublic.ts';

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A real server on this machine; what it is asked is written down. */
async function listen(answer: RequestListener): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(String(request.url));
    answer(request, response);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, asked };
}

/** A resolver that says what it is told, one answer after the other. */
function resolver(...answers: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, options, done) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all === true) done(null, all);
    else done(null, all[0]?.address ?? '', all[0]?.family);
  };
  return { asked, lookup };
}

async function post(
  url: string,
  more: { allowedHosts?: string[]; lookup?: LookupFunction; answer?: number } = {},
): Promise<Called> {
  const { lookup, answer = 5_000 } = more;
  const caller = createCaller({
    patience: { connect: 2_000, answer },
    ...(lookup === undefined ? {} : { lookup }),
  });
  try {
    const allowedHosts = more.allowedHosts ?? [];
    const signal = new AbortController().signal;
    return await caller.post({ url, headers: {}, body: '{}', allowedHosts, signal });
  } finally {
    await caller.close();
  }
}

const FORBIDDEN = [
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1'],
  ...['169.254.169.254', '100.100.100.200', '168.63.129.16', '192.0.0.192', '224.0.0.1'],
  ...['255.255.255.255', '240.0.0.1', '198.18.0.1', '203.0.113.9'],
  ...['::1', '::', 'fe80::1', 'fe80::1%lo', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1'],
  ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::', '::127.0.0.1'],
  ...['', 'nothing'],
];

describe('what counts as an address of the public internet', () => {
  it.each(FORBIDDEN)('%s does not', (address) => expect(isPublic(address)).toBe(false));
  it.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:2800:220:1::1'])('%s does', (address) =>
    expect(isPublic(address)).toBe(true),
  );
});

describe('a call to another server', () => {
  it('goes over https or not at all', async () => {
    expect(await post('http://lms.example/')).toEqual({ fault: 'https_needed' });
    expect(await post('ftp://127.0.0.1/', { allowedHosts: ['127.0.0.1'] })).toEqual({
      fault: 'https_needed',
    });
    expect(await post('nowhere')).toEqual({ fault: 'address_unreadable' });
  });

  it.each(['127.0.0.1', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost'])(
    'never reaches this machine as %s',
    async (host) => {
      const { port, asked } = await listen((_request, response) => response.end());
      expect(await post(`https://${host}:${String(port)}/`)).toEqual({
        fault: 'address_forbidden',
      });
      expect(asked).toEqual([]);
    },
  );

  it('never reaches a private address behind a public name', async () => {
    const { port, asked } = await listen((_request, response) => response.end());
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '169.254.169.254']) {
      const { lookup } = resolver([address]);
      const url = `https://lms.example:${String(port)}/`;
      expect(await post(url, { lookup })).toEqual({ fault: 'address_forbidden' });
    }
    expect(asked).toEqual([]);
  });

  it('asks a name once for each connection, so one that changes in between gains nothing', async () => {
    const { port, asked } = await listen((_request, response) => response.end());
    // A public address that nobody answers at, then this machine.
    const { lookup, asked: lookedUp } = resolver(['127.0.0.1'], ['93.184.216.34']);
    const url = `https://lms.example:${String(port)}/`;
    expect(await post(url, { lookup })).toEqual({ fault: 'address_forbidden' });
    expect(lookedUp).toEqual(['lms.example']);
    expect(asked).toEqual([]);
  });

  it('takes of several addresses only those that are public', async () => {
    const { port, asked } = await listen((_request, response) => response.end());
    const { lookup } = resolver(['::1', '127.0.0.1', '10.0.0.1']);
    const url = `https://lms.example:${String(port)}/`;
    expect(await post(url, { lookup })).toEqual({ fault: 'address_forbidden' });
    expect(asked).toEqual([]);
  });

  it('goes to a host that the institution named, over plain http too, and to that port only', async () => {
    const { port, asked } = await listen((_request, response) => response.end('taken'));
    const host = `127.0.0.1:${String(port)}`;
    expect(await post(`http://${host}/a`, { allowedHosts: [host] })).toMatchObject({
      status: 200,
      text: 'taken',
    });
    expect(await post(`http://${host}/b`, { allowedHosts: ['127.0.0.1'] })).toMatchObject({
      status: 200,
    });
    for (const allowedHosts of [['127.0.0.1:1'], ['27.0.0.1'], ['127.0.0.1.example']]) {
      expect(await post(`http://${host}/c`, { allowedHosts })).toEqual({ fault: 'https_needed' });
    }
    expect(asked).toEqual(['/a', '/b']);
  });

  it('follows no redirection', async () => {
    const { port, asked } = await listen((_request, response) => {
      response.writeHead(302, { location: '/secret' }).end();
    });
    const host = `127.0.0.1:${String(port)}`;
    expect(await post(`http://${host}/`, { allowedHosts: [host] })).toMatchObject({ status: 302 });
    expect(asked).toEqual(['/']);
  });

  it('reads the beginning of an endless answer, and tells what it was asked to wait', async () => {
    const { port } = await listen((_request, response) => {
      response.writeHead(503, { 'retry-after': '120' });
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(8192), () => setImmediate(more));
      };
      more();
    });
    const host = `127.0.0.1:${String(port)}`;
    const called = await post(`http://${host}/`, { allowedHosts: [host] });
    expect(called).toMatchObject({ status: 503, retryAfter: '120' });
    expect('text' in called && called.text.length).toBe(16 * 1024);
  });

  it('gives up on who does not answer, and on who is not there', async () => {
    const { port } = await listen(() => undefined);
    const host = `127.0.0.1:${String(port)}`;
    expect(await post(`http://${host}/`, { allowedHosts: [host], answer: 200 })).toEqual({
      fault: 'timeout',
    });
    expect(await post('http://127.0.0.1:1/', { allowedHosts: ['127.0.0.1'] })).toEqual({
      fault: 'unreachable',
    });
    expect(await post(`https://${host}/`, { allowedHosts: [host] })).toMatchObject({
      fault: expect.stringMatching(/tls|unreachable/) as unknown,
    });
  });
});
