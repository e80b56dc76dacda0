import type { ReactElement } from 'react';
import { encode } from 'uqr';
import { Icon } from '../icons.tsx';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import { FormToken, StaffDocument, type StaffPage } from './staffDocument.tsx';

interface SetUp {
  /** In base 32. */
  readonly secret: string;
  readonly sealed: string;
  readonly address: string;
  readonly failed: boolean;
}

interface FactorProps extends StaffPage {
  readonly since?: Date | null;
  /** Recovery codes that are left. */
  readonly left?: number;
  readonly setUp?: SetUp;
  /** The recovery codes, this once. */
  readonly codes?: readonly string[];
}

/** One's own second factor: where it stands, how to set it up, and the recovery codes once. */
export function FactorPage(props: FactorProps): ReactElement {
  const { base, say, signedIn, since, setUp, codes } = props;
  const title = say('factor.title');
  return (
    <StaffDocument base={base} say={say} signedIn={signedIn} title={title}>
      <div className="narrow">
        <h1>{title}</h1>
        {signedIn.mustSetUpFactor && <p>{say('factor.needed')}</p>}
        {codes !== undefined && <Codes base={base} say={say} codes={codes} />}
        {since !== undefined && since !== null && (
          <p className="note note-good">
            <Icon name="check" />
            <span>
              {say('factor.since')} <Moment say={say} at={since} />
              <span className="quiet block">{say('factor.left', { count: props.left ?? 0 })}</span>
            </span>
          </p>
        )}
        {setUp !== undefined && <SetUpForm {...props} setUp={setUp} />}
      </div>
    </StaffDocument>
  );
}

function SetUpForm({ base, say, signedIn, since, setUp }: FactorProps & { readonly setUp: SetUp }) {
  const again = since !== undefined && since !== null;
  return (
    <form className="card form" method="post" action={`${base}staff/second-factor`}>
      <h2>{say(again ? 'factor.again' : 'factor.setUp')}</h2>
      <p>{say('factor.scan')}</p>
      <QrCode text={setUp.address} label={say('factor.qr')} />
      <details>
        <summary>{say('factor.byHand')}</summary>
        <p className="fixed">{setUp.secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
      </details>
      {setUp.failed && (
        <p id="factor-fault" className="note note-bad" role="alert">
          <Icon name="warn" />
          {say('factor.codeFailed')}
        </p>
      )}
      <FormToken signedIn={signedIn} />
      <input type="hidden" name="sealed" value={setUp.sealed} />
      <label className="labelled">
        <span>{say('factor.first')}</span>
        <input
          className="field fixed"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          aria-invalid={setUp.failed ? true : undefined}
          aria-describedby={setUp.failed ? 'factor-fault' : undefined}
        />
      </label>
      <button className="primary" type="submit">
        {say('factor.confirm')}
      </button>
    </form>
  );
}

function Codes({
  base,
  say,
  codes,
}: {
  readonly base: string;
  readonly say: Say;
  readonly codes: readonly string[];
}): ReactElement {
  return (
    <section className="card form" role="status">
      <h2>{say('factor.codes')}</h2>
      <p>{say('factor.codesWhy')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <a className="primary" href={`${base}staff/exams`}>
        {say('factor.codesKept')}
      </a>
    </section>
  );
}

/** Always dark on light: telephones do not read the other way round. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactElement {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${String(x)} ${String(y)}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      role="img"
      aria-label={label}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
