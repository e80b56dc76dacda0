import { useEffect } from 'react';
import { useBridge } from '../bridge.ts';
import type { RefObject } from 'react';
import type { Place } from '../../contract/channels.ts';

/** A page smaller than this (CSS pixels) cannot be used; it is hidden instead. */
const LEAST = 40;

/** The part of an element that can be seen: not what its scrolling parent or the window cuts off. */
export function visiblePlace(element: HTMLElement): Place | null {
  const own = element.getBoundingClientRect();
  const around = element.closest('.screen')?.getBoundingClientRect();
  const left = Math.max(own.left, around?.left ?? 0, 0);
  const top = Math.max(own.top, around?.top ?? 0, 0);
  const right = Math.min(own.right, around?.right ?? window.innerWidth, window.innerWidth);
  const bottom = Math.min(own.bottom, around?.bottom ?? window.innerHeight, window.innerHeight);
  const width = Math.round(right - left);
  const height = Math.round(bottom - top);
  return width < LEAST || height < LEAST
    ? null
    : { x: Math.round(left), y: Math.round(top), width, height };
}

/** Tells main where the foreign page may be, whenever that changes, and hides it at the end. */
export function usePlace(element: RefObject<HTMLElement | null>, shown: boolean): void {
  const bridge = useBridge();
  useEffect(() => {
    const current = element.current;
    if (current === null || !shown) return;
    let told = '';
    let frame = 0;
    const tell = () => {
      const place = visiblePlace(current);
      const now = JSON.stringify(place);
      if (now === told) return;
      told = now;
      void bridge.ask('page.place', place);
    };
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(tell);
    };
    tell();
    const observer = new ResizeObserver(soon);
    observer.observe(current);
    observer.observe(document.body);
    document.addEventListener('scroll', soon, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      document.removeEventListener('scroll', soon, { capture: true });
      void bridge.ask('page.place', null);
    };
  }, [bridge, element, shown]);
}
