import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { ReactElement } from 'react';

interface TextLineProps {
  readonly label: string;
  readonly hint?: string;
  /** What is missing; read out when it appears. */
  readonly error?: string | undefined;
  /** What was entered was refused; the words for that stand elsewhere. */
  readonly refused?: boolean;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}

/** One line that is copied sign by sign: a code, never checked for spelling. */
export function TextLine(props: TextLineProps): ReactElement {
  const { label, hint, error, refused = false, value, maxLength, onChange } = props;
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      maxLength={maxLength}
      // By the browser's own rules what was refused once could not be sent again.
      validationBehavior="aria"
      isInvalid={error !== undefined || refused}
    >
      <Label className="field-label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <Input
        className="field-input field-line"
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="characters"
      />
      <div role="alert">
        <FieldError className="field-error">{error}</FieldError>
      </div>
    </TextField>
  );
}
