import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { chromiumExecutable } from '../../scripts/chromium.mjs';

const CANDIDATE = fileURLToPath(new URL('../fixtures/media/candidate.mjpeg', import.meta.url));

/** The system's Chromium with our drawn candidate in front of its camera and its own tone as voice. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumExecutable();
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${CANDIDATE}`,
    ],
  });
}
