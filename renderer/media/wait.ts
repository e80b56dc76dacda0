/** Resolves after a time; rejects with the signal's reason when that is aborted before. */
export function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(reasonOf(signal));
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    function stop(): void {
      clearTimeout(timer);
      reject(reasonOf(signal));
    }
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** Resolves once the video has a picture; a stream that stays dark for `longest` milliseconds is let be. */
export async function firstPicture(
  video: HTMLVideoElement,
  longest: number,
  signal: AbortSignal,
): Promise<void> {
  const step = 50;
  for (
    let waited = 0;
    waited < longest && video.readyState < video.HAVE_CURRENT_DATA;
    waited += step
  ) {
    await wait(step, signal);
  }
}

function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error
    ? signal.reason
    : new DOMException('Stopped', 'AbortError');
}
