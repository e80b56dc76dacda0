import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { linkIn, watchLinks } from '../../../../main/system/deepLinks.ts';

const LINK = 'invigil://open?server=https%3A%2F%2Fa.example%2F&ticket=t';

function door(argv: string[]) {
  const app = new EventEmitter();
  const raised = vi.fn();
  const opened: string[] = [];
  const links = watchLinks(app as unknown as App, argv, raised);
  return { app, raised, opened, open: () => links.open((link) => opened.push(link)) };
}

describe('a deep link', () => {
  test('is found anywhere on a command line, in any case', () => {
    expect(linkIn(['invigil', '--type=x', LINK, '--no'])).toBe(LINK);
    expect(linkIn(['invigil', LINK.replace('invigil:', 'INVIGIL:')])).toBeDefined();
    expect(linkIn(['invigil', 'https://a.example/invigil://'])).toBeUndefined();
  });

  test('of the first start is kept until the app is ready', () => {
    const { open, opened } = door(['invigil', LINK]);
    expect(opened).toEqual([]);
    open();
    expect(opened).toEqual([LINK]);
  });

  test('of a second start comes in, and the window to the front', () => {
    const { app, open, opened, raised } = door(['invigil']);
    open();
    app.emit('second-instance', {}, ['invigil', '--allow-file-access', LINK]);
    app.emit('second-instance', {}, ['invigil']);
    expect(opened).toEqual([LINK]);
    expect(raised).toHaveBeenCalledTimes(2);
  });

  test('of macOS comes in, before and after ready', () => {
    const { app, open, opened } = door(['invigil']);
    const event = { preventDefault: vi.fn() };
    app.emit('open-url', event, LINK);
    open();
    app.emit('open-url', event, `${LINK}2`);
    expect(opened).toEqual([LINK, `${LINK}2`]);
    expect(event.preventDefault).toHaveBeenCalledTimes(2);
  });
});
