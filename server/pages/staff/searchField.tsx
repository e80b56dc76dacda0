import type { ReactElement } from 'react';
import { Icon } from '../icons.tsx';

/** What is looked for, as `q` of the form around it. */
export function SearchField({
  label,
  text,
}: {
  readonly label: string;
  readonly text: string;
}): ReactElement {
  return (
    <label className="search">
      <Icon name="search" />
      <span className="unseen">{label}</span>
      <input
        className="field"
        type="search"
        name="q"
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        defaultValue={text}
      />
    </label>
  );
}
