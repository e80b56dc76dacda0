import { CheckboxButton, CheckboxField } from 'react-aria-components';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** A statement that the candidate makes by ticking it. */
export function Checkbox({ checked, onChange, children }: CheckboxProps): ReactElement {
  return (
    <CheckboxField isSelected={checked} onChange={onChange}>
      <CheckboxButton className="checkbox">
        <span className="checkbox-box">
          <Check aria-hidden />
        </span>
        <span>{children}</span>
      </CheckboxButton>
    </CheckboxField>
  );
}
