import { useEffect } from 'react';
import { useBridge } from '../bridge.ts';
import type { MediaDeviceLabel } from '../../contract/channels.ts';
import type { Journey } from '../../contract/journey.ts';

/** Where main has a use for the list: before, no camera is anybody's business. */
const STAGES: ReadonlySet<Journey['stage']> = new Set<Journey['stage']>([
  'checks',
  'setup',
  'exam',
]);

/** The part of navigator.mediaDevices that is used; absent in a browser without. */
type Lists = Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>;

/**
 * Tells main which cameras, microphones and sound outputs there are, now and on every change; again after
 * each step of the check, as the browser names them only once one was used.
 */
export function useTellDevices(journey: Journey | null): void {
  const bridge = useBridge();
  const devices = listsOf(navigator);
  const stage = journey?.stage;
  const tells = stage !== undefined && STAGES.has(stage);
  const checked = journey?.stage === 'checks' ? Object.keys(journey.results).length : 0;
  useEffect(() => {
    if (!tells || devices === undefined) return;
    const tell = (): void => {
      void devices
        .enumerateDevices()
        .then(async (listed) => {
          const labels = labelsOf(listed);
          if (labels !== undefined) await bridge.ask('devices.media', labels);
        })
        .catch((error: unknown) => {
          const message = `Media devices could not be listed: ${String(error)}`.slice(0, 2000);
          return bridge.ask('log.write', { level: 'warn', message });
        });
    };
    tell();
    devices.addEventListener('devicechange', tell);
    return () => devices.removeEventListener('devicechange', tell);
  }, [bridge, devices, tells, stage, checked]);
}

function listsOf(browser: Partial<Pick<Navigator, 'mediaDevices'>>): Lists | undefined {
  return browser.mediaDevices;
}

/** The list as it is told; undefined where the browser keeps a name back, as the rest would mislead. */
export function labelsOf(
  listed: readonly Pick<MediaDeviceInfo, 'kind' | 'label'>[],
): MediaDeviceLabel[] | undefined {
  if (listed.some(({ label }) => label === '')) return undefined;
  return listed.slice(0, 100).map(({ kind, label }) => ({ kind, label: label.slice(0, 300) }));
}
