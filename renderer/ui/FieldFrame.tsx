import { FieldError, Label, Text, TextField } from 'react-aria-components';
import type { ReactElement } from 'react';

/** What every field of text says of itself. */
export interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  /** What is missing; read out when it appears. */
  readonly error?: string | undefined;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}

type FrameProps = FieldProps & {
  /** What was entered was refused; the words for that stand elsewhere. */
  readonly refused?: boolean;
  /** The part that is typed into. */
  readonly children: ReactElement;
};

/** Label, hint and error around what is typed into. */
export function FieldFrame(props: FrameProps): ReactElement {
  const { label, hint, error, refused = false, value, maxLength, onChange, children } = props;
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      maxLength={maxLength}
      // By the browser's own rules a form that was refused once could not be sent again.
      validationBehavior="aria"
      isInvalid={error !== undefined || refused}
    >
      <Label className="field-label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {children}
      <div role="alert">
        <FieldError className="field-error">{error}</FieldError>
      </div>
    </TextField>
  );
}
