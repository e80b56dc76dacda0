import type { ReactElement, ReactNode } from 'react';
import { may, type Deed } from '../../people/deeds.ts';
import { Document, type Base } from '../document.tsx';
import type { Key, Say } from '../words.ts';
import type { SignedIn } from './signedIn.ts';

/** What every page behind the sign-in is given. */
export interface StaffPage {
  readonly base: Base;
  readonly say: Say;
  readonly signedIn: SignedIn;
}

interface StaffDocumentProps extends StaffPage {
  readonly title: string;
  readonly scripts?: readonly string[];
  readonly children: ReactNode;
}

export function StaffDocument(props: StaffDocumentProps): ReactElement {
  const { base, say, signedIn } = props;
  return (
    <Document
      base={base}
      say={say}
      title={props.title}
      scripts={props.scripts ?? []}
      wide
      bar={<StaffBar base={base} say={say} signedIn={signedIn} />}
    >
      {props.children}
    </Document>
  );
}

/** Where the bar leads whoever may go there. */
const PLACES: readonly { readonly path: string; readonly deed: Deed; readonly word: Key }[] = [
  { path: 'exams', deed: 'read', word: 'staff.exams' },
  { path: 'deliveries', deed: 'administer', word: 'delivery.title' },
  { path: 'people', deed: 'administer', word: 'people.title' },
  { path: 'audit', deed: 'audit', word: 'record.title' },
];

function StaffBar({ base, say, signedIn }: StaffPage): ReactElement {
  const ready = !signedIn.mustChangePassword && !signedIn.mustSetUpFactor;
  return (
    <nav className="staff-nav" aria-label={say('staff.nav')}>
      {PLACES.filter(({ deed }) => ready && may(signedIn.role, deed)).map(({ path, word }) => (
        <a key={path} href={`${base}staff/${path}`}>
          {say(word)}
        </a>
      ))}
      <span className="staff-who">
        {say('people.signedInAs', { name: signedIn.name, role: say(`role.${signedIn.role}`) })}
      </span>
      {ready && !signedIn.byProvider && (
        <>
          <a href={`${base}staff/password`}>{say('staff.password')}</a>
          <a href={`${base}staff/second-factor`}>{say('factor.title')}</a>
        </>
      )}
      <form method="post" action={`${base}staff/sign-out`}>
        <FormToken signedIn={signedIn} />
        <button className="plain" type="submit">
          {say('staff.signOut')}
        </button>
      </form>
    </nav>
  );
}

/** Every form that changes something carries it. */
export function FormToken({ signedIn }: { readonly signedIn: SignedIn }): ReactElement {
  return <input type="hidden" name="formToken" value={signedIn.formToken} />;
}
