import type { ReactElement, ReactNode } from 'react';
import type { readManageable } from '../../storage/staffAccounts.ts';
import { Icon } from '../icons.tsx';
import type { Say } from '../words.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { RightsFields, type Givable } from './rightsFields.tsx';
import type { RightsForm } from './rightsForm.ts';
import { SecondQuestion, type Question } from './secondQuestion.tsx';
import { FormToken, StaffDocument, type StaffPage } from './staffDocument.tsx';

interface RightsProps extends StaffPage {
  readonly form: RightsForm;
  readonly givable: Givable;
}

export interface PersonFacts extends RightsProps {
  readonly person: NonNullable<Awaited<ReturnType<typeof readManageable>>>;
  /** To be handed over, this once. */
  readonly oneTimePassword?: string | undefined;
  readonly saved?: boolean | undefined;
  /** What helps them to sign in, asked for a second time. */
  readonly question?: Question;
}

/** A new person: a name, a role, accounts. The one-time password is shown after it is saved. */
export function NewPersonPage(props: RightsProps): ReactElement {
  const { base, say, form } = props;
  const nameFault = form.fault === 'name_taken' || form.fault === 'name_missing';
  return (
    <Frame {...props} title={say('people.addTitle')}>
      <form className="card form" method="post" action={`${base}staff/people/new`}>
        <FormToken signedIn={props.signedIn} />
        <Fault say={say} form={form} />
        <label className="labelled">
          <span>{say('people.name')}</span>
          <input
            className="field"
            name="name"
            required
            minLength={2}
            maxLength={200}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={form.name}
            aria-invalid={nameFault ? true : undefined}
            aria-describedby={nameFault ? 'rights-fault' : undefined}
          />
        </label>
        <RightsFields {...props} />
        <button className="primary" type="submit">
          {say('people.addGo')}
        </button>
      </form>
    </Frame>
  );
}

/** One person: their rights, and what helps them when they cannot sign in. */
export function PersonPage(props: PersonFacts): ReactElement {
  const { base, say, signedIn, person, form } = props;
  const here = `${base}staff/people/${person.id}`;
  const oneself = person.id === signedIn.staffId;
  return (
    <Frame {...props} title={person.name}>
      {props.saved === true && (
        <p className="note note-good" role="status">
          <Icon name="check" />
          {say('staff.saved')}
        </p>
      )}
      {props.question !== undefined && (
        <SecondQuestion say={say} signedIn={signedIn} {...props.question} />
      )}
      {props.oneTimePassword !== undefined && (
        <section className="card form" role="status">
          <h2>{say('people.oneTime')}</h2>
          <p className="one-time">
            <code>{props.oneTimePassword}</code>
          </p>
          <p className="quiet">{say('people.oneTimeWhy', { name: person.name })}</p>
        </section>
      )}
      {oneself && <p className="note note-info">{say('people.yourself')}</p>}
      {!oneself && (
        <form className="card form" method="post" action={here}>
          <h2>{say('people.rights')}</h2>
          <FormToken signedIn={signedIn} />
          <Fault say={say} form={form} />
          {person.issuer !== null && <p className="note note-info">{say('people.ofProvider')}</p>}
          <RightsFields {...props} />
          <label className="choice">
            <input type="checkbox" name="disabled" value="yes" defaultChecked={form.disabled} />
            <span>
              {say('people.disable')}
              <span className="quiet block">{say('people.disableWhy')}</span>
            </span>
          </label>
          <button className="primary" type="submit">
            {say('people.save')}
          </button>
        </form>
      )}
      <SignInHelp {...props} here={here} />
    </Frame>
  );
}

function SignInHelp({ say, signedIn, person, here }: PersonFacts & { readonly here: string }) {
  const own = person.issuer === null;
  return (
    <section className="card form" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">{say('people.signIn')}</h2>
      <p className="quiet">{say('people.signIns', { count: person.signIns })}</p>
      {own && (
        <Help {...{ say, signedIn, here }} what="password_reset" why={say('people.resetWhy')} />
      )}
      {own && person.factorSince !== null && (
        <Help {...{ say, signedIn, here }} what="factor_removed" why={say('people.factorWhy')} />
      )}
      <Help {...{ say, signedIn, here }} what="signed_out" why={say('people.outWhy')} />
    </section>
  );
}

interface HelpProps extends Pick<StaffPage, 'say' | 'signedIn'> {
  readonly here: string;
  readonly what: 'password_reset' | 'factor_removed' | 'signed_out';
  readonly why: string;
}

function Help({ say, signedIn, here, what, why }: HelpProps): ReactElement {
  return (
    <form className="help" method="post" action={`${here}/sign-in`}>
      <FormToken signedIn={signedIn} />
      <input type="hidden" name="what" value={what} />
      <button className="secondary" type="submit">
        {say(`people.${what}`)}
      </button>
      <p className="quiet">{why}</p>
    </form>
  );
}

function Fault({ say, form }: { readonly say: Say; readonly form: RightsForm }) {
  if (form.fault === undefined) return null;
  return (
    <p id="rights-fault" className="note note-bad" role="alert">
      <Icon name="warn" />
      {say(`peopleFault.${form.fault}`)}
    </p>
  );
}

interface FrameProps extends StaffPage {
  readonly title: string;
  readonly children: ReactNode;
}

function Frame({ base, say, signedIn, title, children }: FrameProps): ReactElement {
  const steps = [{ href: `${base}staff/people`, name: say('people.title') }];
  return (
    <StaffDocument base={base} say={say} signedIn={signedIn} title={title} scripts={['modal']}>
      <Breadcrumb say={say} steps={steps} />
      <div className="person">
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {children}
      </div>
    </StaffDocument>
  );
}
