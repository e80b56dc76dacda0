import { BandwidthProbe } from './BandwidthProbe.tsx';
import { CameraProbe } from './CameraProbe.tsx';
import { MachineProbe } from './MachineProbe.tsx';
import { MicrophoneProbe } from './MicrophoneProbe.tsx';
import { ScreenProbe } from './ScreenProbe.tsx';
import { SpeakersProbe } from './SpeakersProbe.tsx';
import type { ReactElement } from 'react';
import type { CheckStep } from '../../../contract/check.ts';
import type { SessionView } from '../../../contract/session.ts';
import type { Sources } from '../../media/sources.ts';
import type { ProbeProps } from './useProbe.ts';

interface StepProps extends ProbeProps {
  readonly step: CheckStep;
  readonly session: SessionView;
  readonly sources: Sources;
}

/** What is done, heard or seen at the step at work. */
export function Probe({ step, session, sources, onEnded }: StepProps): ReactElement {
  switch (step) {
    case 'webcam':
      return <CameraProbe sources={sources} onEnded={onEnded} />;
    case 'microphone':
      return <MicrophoneProbe sources={sources} onEnded={onEnded} />;
    case 'speakers':
      return <SpeakersProbe onEnded={onEnded} />;
    case 'screenshare':
      return <ScreenProbe sources={sources} onEnded={onEnded} />;
    case 'bandwidth':
      return <BandwidthProbe sources={sources} session={session} onEnded={onEnded} />;
    case 'mobile':
    case 'displays':
    case 'virtual_machine':
    case 'processes':
    case 'network':
    case 'power':
    case 'disk':
    case 'session_type':
      return <MachineProbe step={step} onEnded={onEnded} />;
  }
}
