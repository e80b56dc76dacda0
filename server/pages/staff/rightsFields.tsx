import type { ReactElement } from 'react';
import { DEED_NAMES, may, ROLES } from '../../people/deeds.ts';
import type { listAccounts } from '../../storage/staffAccounts.ts';
import type { Say } from '../words.ts';
import { EVERYWHERE, placeValue, type RightsForm } from './rightsForm.ts';

/** What whoever fills in the form may give away. */
export interface Givable {
  readonly everywhere: boolean;
  readonly integrations: readonly string[];
  readonly accounts: Awaited<ReturnType<typeof listAccounts>>;
}

interface FieldsProps {
  readonly say: Say;
  readonly form: RightsForm;
  readonly givable: Givable;
}

/** Mail, role and accounts of a person. */
export function RightsFields({ say, form, givable }: FieldsProps): ReactElement {
  const invalid = form.fault === 'email_invalid';
  return (
    <>
      <label className="labelled">
        <span>{say('people.email')}</span>
        <input
          className="field"
          type="email"
          name="email"
          autoComplete="off"
          defaultValue={form.email ?? ''}
          aria-invalid={invalid ? true : undefined}
          aria-describedby={invalid ? 'rights-fault' : undefined}
        />
      </label>
      <fieldset className="choices">
        <legend>{say('people.role')}</legend>
        {ROLES.map((role) => (
          <label key={role} className="choice">
            <input type="radio" name="role" value={role} defaultChecked={form.role === role} />
            <span>
              {say(`role.${role}`)}
              <span className="quiet block">
                {DEED_NAMES.filter((deed) => deed !== 'own' && may(role, deed))
                  .map((deed) => say(`deed.${deed}`))
                  .join(', ')}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <Places say={say} form={form} givable={givable} />
    </>
  );
}

function Places({ say, form, givable }: FieldsProps): ReactElement {
  const held = new Set(form.places.map(placeValue));
  return (
    <fieldset className="choices">
      <legend>{say('people.places')}</legend>
      <p className="quiet">{say('people.placesWhy')}</p>
      {givable.everywhere && (
        <Box value={EVERYWHERE} checked={form.everywhere} name={say('people.everywhere')} />
      )}
      {givable.integrations.map((integration) => {
        const value = placeValue({ integration, accountId: null });
        const name = say('people.wholeIntegration', { integration });
        return <Box key={value} value={value} checked={held.has(value)} name={name} />;
      })}
      {givable.accounts.map(({ id, integration, name, externalId }) => {
        const value = placeValue({ integration, accountId: id });
        const words = say('people.oneAccount', { name, id: externalId, integration });
        return <Box key={value} value={value} checked={held.has(value)} name={words} />;
      })}
    </fieldset>
  );
}

interface BoxProps {
  readonly value: string;
  readonly checked: boolean;
  readonly name: string;
}

function Box({ value, checked, name }: BoxProps): ReactElement {
  return (
    <label className="choice">
      <input type="checkbox" name="places" value={value} defaultChecked={checked} />
      <bdi>{name}</bdi>
    </label>
  );
}
