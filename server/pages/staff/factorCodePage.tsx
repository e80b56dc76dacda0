import type { ReactElement } from 'react';
import { Document, type Base } from '../document.tsx';
import { Icon } from '../icons.tsx';
import type { Say } from '../words.ts';

interface CodeProps {
  readonly base: Base;
  readonly say: Say;
  readonly formToken: string;
  readonly next: string | undefined;
  readonly failed: boolean;
}

/** The second step of the sign-in. */
export function FactorCodePage({ base, say, formToken, next, failed }: CodeProps): ReactElement {
  return (
    <Document base={base} say={say} title={say('factor.codeTitle')}>
      <div className="narrow">
        <h1>{say('factor.codeTitle')}</h1>
        <p className="quiet">{say('factor.codeLead')}</p>
        {failed && (
          <p id="code-fault" className="note note-bad" role="alert">
            <Icon name="warn" />
            {say('factor.codeFailed')}
          </p>
        )}
        <form className="card form" method="post" action={`${base}staff/sign-in/code`}>
          <input type="hidden" name="formToken" value={formToken} />
          {next !== undefined && <input type="hidden" name="next" value={next} />}
          <label className="labelled">
            <span>{say('factor.code')}</span>
            <input
              className="field fixed"
              name="code"
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              required
              aria-invalid={failed ? true : undefined}
              aria-describedby={failed ? 'code-fault' : undefined}
            />
          </label>
          <button className="primary" type="submit">
            {say('factor.codeGo')}
          </button>
        </form>
        <p className="quiet">{say('factor.codeLost')}</p>
        <p>
          <a href={`${base}staff/sign-in`}>{say('factor.codeOther')}</a>
        </p>
      </div>
    </Document>
  );
}
