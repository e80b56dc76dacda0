import { afterEach, expect, it } from 'vitest';
import { visiblePlace } from '../../../renderer/shell/usePlace.ts';

const at = (element: HTMLElement, x: number, y: number, width: number, height: number) => {
  element.getBoundingClientRect = () => new DOMRect(x, y, width, height);
};

/** A place inside a scrolling screen; happy-dom lays nothing out, so the rectangles are given. */
function inScreen(screen: DOMRect, own: DOMRect): HTMLElement {
  const around = document.createElement('main');
  around.className = 'screen';
  const element = document.createElement('div');
  around.append(element);
  document.body.append(around);
  at(around, screen.x, screen.y, screen.width, screen.height);
  at(element, own.x, own.y, own.width, own.height);
  return element;
}

afterEach(() => document.body.replaceChildren());

it('is where the element is, in whole pixels', () => {
  const element = inScreen(new DOMRect(0, 64, 1000, 600), new DOMRect(20.4, 100.6, 800, 400));
  expect(visiblePlace(element)).toEqual({ x: 20, y: 101, width: 800, height: 400 });
});

it('ends where the screen ends: the page must not lie over our own bars', () => {
  const element = inScreen(new DOMRect(0, 64, 1000, 600), new DOMRect(20, 20, 800, 900));
  expect(visiblePlace(element)).toEqual({ x: 20, y: 64, width: 800, height: 600 });
});

it('is nowhere when too little of it is left', () => {
  expect(visiblePlace(inScreen(new DOMRect(0, 64, 1000, 600), new DOMRect(0, 650, 0, 300)))).toBe(
    null,
  );
  expect(visiblePlace(inScreen(new DOMRect(0, 64, 1000, 600), new DOMRect(0, 640, 900, 30)))).toBe(
    null,
  );
});
