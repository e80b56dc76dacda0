import type { ReactElement, ReactNode } from 'react';
import { Document, type Base } from '../document.tsx';
import type { Say } from '../words.ts';
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

function StaffBar({ base, say, signedIn }: StaffPage): ReactElement {
  return (
    <nav className="staff-nav" aria-label={say('staff.nav')}>
      {!signedIn.mustChangePassword && <a href={`${base}staff/exams`}>{say('staff.exams')}</a>}
      <span className="staff-who">{say('staff.signedInAs', { name: signedIn.name })}</span>
      {!signedIn.mustChangePassword && (
        <a href={`${base}staff/password`}>{say('staff.password')}</a>
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
