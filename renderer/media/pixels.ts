/** The pixels of what a video shows now, at a size of our choosing. */
export function pixelsOf(source: HTMLVideoElement, width: number, height: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('No 2d canvas');
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** Mean brightness, 0–255 (ITU-R BT.601 luma). */
export function brightnessOf({ data }: Pick<ImageData, 'data'>): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  }
  return data.length === 0 ? 0 : sum / (data.length / 4);
}

/** Whether every pixel has the colour of the first, but for noise of a few steps. */
export function isOneColour({ data }: Pick<ImageData, 'data'>): boolean {
  const noise = 6;
  for (let at = 4; at < data.length; at++) {
    if (at % 4 !== 3 && Math.abs((data[at] ?? 0) - (data[at % 4] ?? 0)) > noise) return false;
  }
  return true;
}
