import type { ReactElement } from 'react';
import { may } from '../../people/deeds.ts';
import type { Say } from '../words.ts';
import type { SignedIn } from './signedIn.ts';

interface EraseCardProps {
  readonly say: Say;
  readonly signedIn: SignedIn;
  readonly here: string;
}

/** The way to a candidate's erasure, for whoever may do it. */
export function EraseCard({ say, signedIn, here }: EraseCardProps): ReactElement | null {
  if (!may(signedIn.role, 'administer')) return null;
  return (
    <section className="card" aria-labelledby="erase-title">
      <h2 id="erase-title">{say('erase.card')}</h2>
      <p>{say('erase.why')}</p>
      <a className="secondary" href={`${here}/erase`}>
        {say('erase.open')}
      </a>
    </section>
  );
}
