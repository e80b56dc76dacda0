import type { Event, Input, WebContents } from 'electron';

/** Steps of a browser's zoom; at least 200 % must be had in every stage (WCAG 1.4.4). */
const STEPS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** The next step up or down from a zoom factor. */
export function zoomStep(from: number, direction: 1 | -1): number {
  const beyond = STEPS.filter((step) => (step - from) * direction > 0.01);
  return (direction === 1 ? beyond[0] : beyond.at(-1)) ?? from;
}

/** Gives a page the zoom keys and the wheel that a menu would have brought. */
export function offerZoom(contents: WebContents): void {
  const change = (direction: 1 | -1): void =>
    contents.setZoomFactor(zoomStep(contents.getZoomFactor(), direction));
  contents.on('before-input-event', (event: Event, input: Input) => {
    if (input.type !== 'keyDown' || input.alt || !(input.control || input.meta)) return;
    if (['+', '='].includes(input.key)) change(1);
    else if (input.key === '-') change(-1);
    else if (input.key === '0') contents.setZoomFactor(1);
    else return;
    event.preventDefault();
  });
  contents.on('zoom-changed', (_event, direction) => change(direction === 'in' ? 1 : -1));
}
