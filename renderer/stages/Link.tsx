import { Confirming } from './link/Confirming.tsx';
import { Opening } from './link/Opening.tsx';
import { Waiting } from './link/Waiting.tsx';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../contract/journey.ts';

/** Before a session: waiting for a link, asking about one, or opening it. */
export function Link({ journey }: { readonly journey: JourneyAt<'link'> }): ReactElement {
  switch (journey.phase) {
    case 'waiting':
      return <Waiting journey={journey} />;
    case 'confirming':
      return <Confirming host={journey.host ?? ''} />;
    case 'opening':
      return <Opening host={journey.host} />;
  }
}
