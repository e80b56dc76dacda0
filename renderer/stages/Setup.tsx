import { AdmissionStep } from './setup/AdmissionStep.tsx';
import { AgreementStep } from './setup/AgreementStep.tsx';
import { PhotoStep } from './setup/PhotoStep.tsx';
import { RulesStep } from './setup/RulesStep.tsx';
import { StartStep } from './setup/StartStep.tsx';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../contract/journey.ts';

/** Identification, rules and terms, one after the other, and then the start. */
export function Setup({ journey }: { readonly journey: JourneyAt<'setup'> }): ReactElement {
  switch (journey.step) {
    case 'face':
    case 'passport':
      return <PhotoStep key={journey.step} kind={journey.step} journey={journey} />;
    case 'rules':
      return <RulesStep session={journey.session} />;
    case 'agreement':
      return <AgreementStep session={journey.session} />;
    case 'admission':
      return <AdmissionStep session={journey.session} />;
    case undefined:
      return <StartStep journey={journey} />;
  }
}
