import type { Session } from 'electron';
import { describe, expect, test } from 'vitest';
import { withoutViewer, withPdfAsDownload } from '../../../../main/windows/withoutViewer.ts';

const named = (value: string, name = 'Content-Type') => [
  { name: 'Cache-Control', value: 'no-store' },
  { name, value },
];

describe('a PDF', () => {
  test.each([
    'application/pdf',
    'APPLICATION/PDF; charset=binary',
    ' application/x-pdf',
    'text/pdf',
  ])('served as %j is a download', (type) => {
    for (const name of ['Content-Type', 'content-type'])
      expect(withPdfAsDownload(named(type, name))).toEqual([
        { name: 'Cache-Control', value: 'no-store' },
        { name: 'Content-Type', value: 'application/octet-stream' },
        { name: 'Content-Disposition', value: 'attachment' },
      ]);
  });

  test('that wants to be shown is one too', () => {
    const inline = [...named('application/pdf'), { name: 'content-disposition', value: 'inline' }];
    expect(withPdfAsDownload(inline).at(-1)).toEqual({
      name: 'Content-Disposition',
      value: 'attachment',
    });
    expect(withPdfAsDownload(inline)).toHaveLength(3);
  });

  test.each(['text/html', 'application/pdf-viewer-settings+json', 'image/png; name=a.pdf'])(
    'is not what is served as %j',
    (type) => {
      const headers = named(type);
      expect(withPdfAsDownload(headers)).toBe(headers);
    },
  );
});

describe('the viewer', () => {
  test('never comes, and who asked for it is told', () => {
    const listeners: Record<string, unknown[]> = {};
    const note =
      (name: string) =>
      (...args: unknown[]) =>
        (listeners[name] = args);
    const session = {
      webRequest: {
        onHeadersReceived: note('headers'),
        onBeforeRequest: note('request'),
      },
    } as unknown as Session;
    let kept = 0;
    withoutViewer(session, () => (kept += 1));
    const [filter, listener] = listeners['request'] as [
      { urls: string[] },
      (details: object, answer: (said: object) => void) => void,
    ];
    expect(filter.urls).toEqual(['chrome-extension://*/*']);
    listener({}, (said) => expect(said).toEqual({ cancel: true }));
    expect(kept).toBe(1);
  });
});
