import type { ReactElement } from 'react';
import { Document, type Base } from '../document.tsx';
import { Icon } from '../icons.tsx';
import type { Say } from '../words.ts';

export type SignInNotice = 'failed' | 'signedOut' | 'changed';

interface SignInProps {
  readonly base: Base;
  readonly say: Say;
  readonly formToken: string;
  readonly firstName: string;
  readonly next: string | undefined;
  readonly name: string | undefined;
  readonly notice: SignInNotice | undefined;
}

export function SignInPage(props: SignInProps): ReactElement {
  const { base, say, notice } = props;
  return (
    <Document base={base} say={say} title={say('signIn.title')}>
      <div className="narrow">
        <h1>{say('signIn.title')}</h1>
        <p className="quiet">{say('signIn.lead')}</p>
        {notice !== undefined && <Notice say={say} notice={notice} />}
        <form className="card form" method="post" action={`${base}staff/sign-in`}>
          <input type="hidden" name="formToken" value={props.formToken} />
          {props.next !== undefined && <input type="hidden" name="next" value={props.next} />}
          <label className="labelled">
            <span>{say('signIn.name')}</span>
            <input
              className="field"
              name="name"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              defaultValue={props.name}
            />
          </label>
          <label className="labelled">
            <span>{say('signIn.password')}</span>
            <input
              className="field"
              type="password"
              name="password"
              autoComplete="current-password"
              required
              aria-invalid={notice === 'failed' ? true : undefined}
              aria-describedby={notice === 'failed' ? 'sign-in-notice' : undefined}
            />
          </label>
          <button className="primary" type="submit">
            {say('signIn.go')}
          </button>
        </form>
        <p className="quiet">{say('signIn.first', { name: props.firstName })}</p>
      </div>
    </Document>
  );
}

function Notice({
  say,
  notice,
}: {
  readonly say: Say;
  readonly notice: SignInNotice;
}): ReactElement {
  const failed = notice === 'failed';
  return (
    <p
      id="sign-in-notice"
      className={`note ${failed ? 'note-bad' : 'note-good'}`}
      role={failed ? 'alert' : 'status'}
    >
      <Icon name={failed ? 'warn' : 'check'} />
      {say(`signIn.${notice}`)}
    </p>
  );
}
