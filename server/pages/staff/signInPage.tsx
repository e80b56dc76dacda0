import type { ReactElement } from 'react';
import { Document, type Base } from '../document.tsx';
import { Icon } from '../icons.tsx';
import type { Say } from '../words.ts';

export type SignInNotice = 'failed' | 'signedOut' | 'changed' | 'providerFailed' | 'noRights';

const REFUSALS: readonly SignInNotice[] = ['failed', 'providerFailed', 'noRights'];

interface SignInProps {
  readonly base: Base;
  readonly say: Say;
  readonly formToken: string;
  /** Whoever was made on the first start, until they have a password of their own. */
  readonly firstName: string | undefined;
  /** What stands on the button of the institution's own sign-in. */
  readonly provider: string | undefined;
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
        {props.provider !== undefined && (
          <div className="card form">
            {/* A link: browsers hold a form back that ends up at another site. */}
            <a className="primary" href={providerAddress(base, props.next)}>
              {say('signInProvider.go', { name: props.provider })}
            </a>
            <p className="quiet">{say('signInProvider.or')}</p>
          </div>
        )}
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
          <button className={props.provider === undefined ? 'primary' : 'secondary'} type="submit">
            {say('signIn.go')}
          </button>
        </form>
        {props.firstName !== undefined && (
          <p className="quiet">{say('signIn.first', { name: props.firstName })}</p>
        )}
      </div>
    </Document>
  );
}

function providerAddress(base: Base, next: string | undefined): string {
  const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
  return `${base}staff/sign-in/provider${query}`;
}

function Notice({
  say,
  notice,
}: {
  readonly say: Say;
  readonly notice: SignInNotice;
}): ReactElement {
  const failed = REFUSALS.includes(notice);
  return (
    <p
      id="sign-in-notice"
      className={`note ${failed ? 'note-bad' : 'note-good'}`}
      role={failed ? 'alert' : 'status'}
    >
      <Icon name={failed ? 'warn' : 'check'} />
      {notice === 'providerFailed' || notice === 'noRights'
        ? say(`signInProvider.${notice}`)
        : say(`signIn.${notice}`)}
    </p>
  );
}
