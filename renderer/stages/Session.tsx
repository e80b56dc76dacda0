import { useState } from 'react';
import { AnotherWay } from './session/AnotherWay.tsx';
import { Consent } from './session/Consent.tsx';
import { Declined } from './session/Declined.tsx';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../contract/journey.ts';

/** Whose exam it is and what would be recorded: yes, or another way. */
export function Session({ journey }: { readonly journey: JourneyAt<'session'> }): ReactElement {
  const [otherWay, setOtherWay] = useState(false);
  const { session } = journey;
  if (journey.phase === 'declined') {
    return <Declined session={session} onBack={() => setOtherWay(false)} />;
  }
  if (otherWay) return <AnotherWay session={session} onBack={() => setOtherWay(false)} />;
  return <Consent session={session} onOtherWay={() => setOtherWay(true)} />;
}
