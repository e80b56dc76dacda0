import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge } from '../../bridge.ts';
import { FLOW_LENGTH, recordFlow } from '../../media/recordFlow.ts';
import { LivePicture } from '../../ui/LivePicture.tsx';
import { Progress } from '../../ui/Meter.tsx';
import { useProbe } from './useProbe.ts';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';
import type { Flow } from '../../media/recordFlow.ts';
import type { Sources, SourceName } from '../../media/sources.ts';
import type { ProbeProps } from './useProbe.ts';

interface BandwidthProbeProps extends ProbeProps {
  readonly sources: Sources;
  readonly session: SessionView;
}

/** Sends the real recording of camera and screen for a few seconds; main knows how fast it went. */
export function BandwidthProbe({ sources, session, ...props }: BandwidthProbeProps): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const [flow, setFlow] = useState<Flow>({});
  const [done, setDone] = useState(0);
  useProbe('bandwidth', props, async (signal) => {
    const opened = await openFlow(sources, session.records);
    if (signal.aborted) return;
    setFlow(opened);
    const id = await bridge.ask('checks.streamBegin', undefined);
    const send = (data: Uint8Array<ArrayBuffer>) => bridge.ask('checks.streamChunk', { id, data });
    try {
      await recordFlow(opened, send, setDone, signal);
    } finally {
      await bridge.ask('checks.streamEnd', id);
    }
  });
  return (
    <>
      <p>{t('checks.bandwidth.how', { seconds: FLOW_LENGTH / 1000 })}</p>
      <div className="pictures">
        {flow.camera !== undefined && (
          <LivePicture label={t('checks.camera.picture')} stream={flow.camera} mirrored />
        )}
        {flow.screen !== undefined && (
          <LivePicture label={t('checks.screen.picture')} stream={flow.screen} />
        )}
      </div>
      <Progress label={t('checks.bandwidth.progress')} value={done} />
    </>
  );
}

/** What of the exam's recording can be opened now; what cannot has its own row that says so. */
async function openFlow(sources: Sources, records: SessionView['records']): Promise<Flow> {
  const open = (name: SourceName, wanted: boolean) =>
    wanted ? sources.get(name).catch(() => undefined) : Promise.resolve(undefined);
  const camera = await open('camera', records.camera);
  const microphone = await open('microphone', records.microphone);
  const screen = await open('screen', records.screen);
  const tracks = [...(camera?.getTracks() ?? []), ...(microphone?.getTracks() ?? [])];
  return {
    ...(tracks.length > 0 ? { camera: new MediaStream(tracks) } : {}),
    ...(screen === undefined ? {} : { screen }),
  };
}
