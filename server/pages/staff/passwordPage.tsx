import type { ReactElement } from 'react';
import { Icon } from '../icons.tsx';
import type { Key } from '../words.ts';
import { PASSWORD_LEAST, PASSWORD_MOST } from './passwords.ts';
import { FormToken, StaffDocument, type StaffPage } from './staffDocument.tsx';

export type PasswordFault = 'current' | 'short' | 'long' | 'same' | 'again';

const FAULTS: Readonly<Record<PasswordFault, { readonly key: Key; readonly count?: number }>> = {
  current: { key: 'password.faultCurrent' },
  short: { key: 'password.faultShort', count: PASSWORD_LEAST },
  long: { key: 'password.faultLong', count: PASSWORD_MOST },
  same: { key: 'password.faultSame' },
  again: { key: 'password.faultAgain' },
};

interface PasswordProps extends StaffPage {
  readonly fault?: PasswordFault;
}

export function PasswordPage(props: PasswordProps): ReactElement {
  const { base, say, signedIn, fault } = props;
  const first = signedIn.mustChangePassword;
  const title = say(first ? 'password.title' : 'password.titleLater');
  return (
    <StaffDocument base={base} say={say} signedIn={signedIn} title={title}>
      <div className="narrow">
        <h1>{title}</h1>
        {first && <p>{say('password.leadFirst')}</p>}
        {fault !== undefined && (
          <p className="note note-bad" role="alert" id="password-fault">
            <Icon name="warn" />
            {say(FAULTS[fault].key, { count: FAULTS[fault].count ?? 0 })}
          </p>
        )}
        <form className="card form" method="post" action={`${base}staff/password`}>
          <FormToken signedIn={signedIn} />
          {/* Password managers store the new password under this name. */}
          <input type="hidden" name="username" autoComplete="username" value={signedIn.name} />
          <Typed {...props} name="current" label="password.current" />
          <Typed {...props} name="next" label="password.next" />
          <p className="quiet" id="password-hint">
            {say('password.hint', { count: PASSWORD_LEAST })}
          </p>
          <Typed {...props} name="again" label="password.again" />
          <button className="primary" type="submit">
            {say('password.save')}
          </button>
          <p className="quiet">{say('password.others')}</p>
        </form>
      </div>
    </StaffDocument>
  );
}

interface TypedProps extends PasswordProps {
  readonly name: 'current' | 'next' | 'again';
  readonly label: Key;
}

function Typed({ say, fault, name, label }: TypedProps): ReactElement {
  const field = fault === undefined || fault === 'current' || fault === 'again' ? fault : 'next';
  const described = [
    ...(name === 'next' ? ['password-hint'] : []),
    ...(field === name ? ['password-fault'] : []),
  ].join(' ');
  return (
    <label className="labelled">
      <span>{say(label)}</span>
      <input
        className="field"
        type="password"
        name={name}
        required
        autoComplete={name === 'current' ? 'current-password' : 'new-password'}
        aria-invalid={field === name ? true : undefined}
        aria-describedby={described === '' ? undefined : described}
      />
    </label>
  );
}
