import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { guardDocuments } from '../../../../main/windows/documentGuard.ts';
import type { FetchDocument, WholeDocument } from '../../../../main/windows/fetchDocument.ts';
import { silentLog } from '../../../fakes/log.ts';

const MAIN = 'main-frame';

/** The inspector's interface of a page, with every command that was sent. */
class Inspector extends EventEmitter {
  commands: { method: string; params: Record<string, unknown> }[] = [];
  sendCommand(method: string, params: Record<string, unknown> = {}): Promise<unknown> {
    this.commands.push({ method, params });
    return Promise.resolve(
      method === 'Page.getFrameTree' ? { frameTree: { frame: { id: MAIN } } } : {},
    );
  }
  said(method: string): Record<string, unknown>[] {
    return this.commands.filter((each) => each.method === method).map(({ params }) => params);
  }
}

const whole = (wanted: Partial<WholeDocument> = {}): WholeDocument => ({
  status: 200,
  phrase: 'OK',
  headers: [{ name: 'content-type', value: 'text/html' }],
  body: Buffer.from('<p>next'),
  ...wanted,
});

async function setUp(fetchDocument: FetchDocument) {
  const page = new Inspector();
  const told: string[] = [];
  const end = await guardDocuments({
    debugger: page as never,
    fetchDocument,
    mayNavigate: (url) => url.startsWith('https://lms.example/'),
    currentUrl: () => 'https://lms.example/attempt',
    onKept: (url) => told.push(`kept ${url}`),
    onWhole: (url) => told.push(`whole ${url}`),
    log: silentLog,
  });
  const pause = async (request: object = {}, wanted: object = {}, session = ''): Promise<void> => {
    page.emit(
      'message',
      {},
      'Fetch.requestPaused',
      {
        requestId: 'r1',
        frameId: MAIN,
        request: { url: 'https://lms.example/next', method: 'GET', headers: {}, ...request },
        ...wanted,
      },
      session,
    );
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { page, told, end, pause };
}

describe('a document of the main frame', () => {
  test('is handed on when it has come whole', async () => {
    const { page, told, pause } = await setUp(() => Promise.resolve(whole()));
    await pause();
    expect(page.said('Fetch.fulfillRequest')).toMatchObject([
      { requestId: 'r1', responseCode: 200, body: Buffer.from('<p>next').toString('base64') },
    ]);
    expect(told).toEqual(['whole https://lms.example/next']);
  });

  test('leaves the page as it is when it has not', async () => {
    const { page, told, pause } = await setUp(() => Promise.reject(new Error('cut')));
    await pause();
    expect(page.said('Fetch.failRequest')).toEqual([{ requestId: 'r1', errorReason: 'Aborted' }]);
    expect(told).toEqual(['kept https://lms.example/next']);
  });

  test.each([502, 503, 504])('leaves it also when a gateway says %i', async (status) => {
    const { page, told, pause } = await setUp(() => Promise.resolve(whole({ status })));
    await pause();
    expect(page.said('Fetch.failRequest')).toHaveLength(1);
    expect(told).toEqual(['kept https://lms.example/next']);
  });

  test.each([200, 303, 404, 500])('is the LMS’s own word with %i', async (status) => {
    const { page, pause } = await setUp(() => Promise.resolve(whole({ status, phrase: '' })));
    await pause();
    expect(page.said('Fetch.fulfillRequest')).toMatchObject([{ responseCode: status }]);
    expect(page.said('Fetch.fulfillRequest')[0]).not.toHaveProperty('responsePhrase');
  });

  test('is sent with its form, and from whose page it came', async () => {
    const fetched = vi.fn<FetchDocument>(() => Promise.resolve(whole()));
    const { pause } = await setUp(fetched);
    const entries = ['a=1', '&b=2'].map((text) => ({
      bytes: Buffer.from(text).toString('base64'),
    }));
    await pause({ method: 'POST', hasPostData: true, postDataEntries: entries });
    const [sent] = fetched.mock.calls[0] ?? [];
    expect(Buffer.concat(sent?.body ?? []).toString()).toBe('a=1&b=2');
    expect(sent).toMatchObject({ method: 'POST', initiator: 'https://lms.example' });
  });

  test('outside the rules is not even asked for', async () => {
    const fetched = vi.fn<FetchDocument>(() => Promise.resolve(whole()));
    const { page, pause } = await setUp(fetched);
    await pause({ url: 'https://elsewhere.example/' });
    expect(fetched).not.toHaveBeenCalled();
    expect(page.said('Fetch.failRequest')).toHaveLength(1);
  });

  test('is given up when another one is asked for', async () => {
    const signals: AbortSignal[] = [];
    const { told, end, pause } = await setUp((_request, signal) => {
      signals.push(signal);
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    });
    await pause();
    await pause({ url: 'https://lms.example/other' });
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    end();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(told).toEqual([]);
  });
});

describe('an upload, whose bytes are not ours to see', () => {
  const upload = { method: 'POST', hasPostData: true, postDataEntries: [{ bytes: 'YQ==' }, {}] };

  test('goes by the network itself, and its answer is looked at', async () => {
    const fetched = vi.fn<FetchDocument>(() => Promise.resolve(whole()));
    const { page, pause } = await setUp(fetched);
    await pause(upload);
    expect(fetched).not.toHaveBeenCalled();
    expect(page.said('Fetch.continueRequest')).toEqual([
      { requestId: 'r1', interceptResponse: true },
    ]);
    await pause(upload, { responseStatusCode: 200 });
    expect(page.said('Fetch.continueResponse')).toEqual([{ requestId: 'r1' }]);
  });

  test('that fails leaves the page as it is', async () => {
    const { page, told, pause } = await setUp(() => Promise.resolve(whole()));
    await pause(upload, { responseErrorReason: 'ConnectionReset' });
    expect(page.said('Fetch.failRequest')).toHaveLength(1);
    expect(told).toEqual(['kept https://lms.example/next']);
  });
});

test('frames fetch for themselves', async () => {
  const fetched = vi.fn<FetchDocument>(() => Promise.resolve(whole()));
  const { page, pause } = await setUp(fetched);
  await pause({}, { frameId: 'another' });
  expect(page.said('Fetch.continueRequest')).toEqual([{ requestId: 'r1' }]);
  await pause({}, {}, 'session-of-a-frame');
  expect(page.said('Fetch.continueRequest')).toHaveLength(1);
  expect(fetched).not.toHaveBeenCalled();
});
