/** Where a window lies, in pixels of the display. */
export interface WindowArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Smaller ones hide nothing and show nothing. Pixels. */
const WORTH_SEEING = { width: 40, height: 20 };

/** Whether a window that lies higher lies over the other, large enough to be read from. */
export function isOver(higher: WindowArea, other: WindowArea): boolean {
  if (higher.width < WORTH_SEEING.width || higher.height < WORTH_SEEING.height) return false;
  return (
    higher.x < other.x + other.width &&
    other.x < higher.x + higher.width &&
    higher.y < other.y + other.height &&
    other.y < higher.y + higher.height
  );
}
