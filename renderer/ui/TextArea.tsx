import {
  FieldError,
  Label,
  Text,
  TextArea as AriaTextArea,
  TextField,
} from 'react-aria-components';
import type { ReactElement } from 'react';

interface TextAreaProps {
  readonly label: string;
  readonly hint?: string;
  /** What is missing; said with the field. */
  readonly error?: string | undefined;
  readonly value: string;
  readonly maxLength: number;
  readonly rows?: number;
  /** Links and the like: shown letter by letter, never checked for spelling. */
  readonly code?: boolean;
  readonly onChange: (value: string) => void;
}

/** Several lines in the candidate's own words. */
export function TextArea(props: TextAreaProps): ReactElement {
  const { label, hint, error, value, maxLength, rows = 4, code = false, onChange } = props;
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      maxLength={maxLength}
      // By the browser's own rules a form that was refused once could not be sent again.
      validationBehavior="aria"
      isInvalid={error !== undefined}
    >
      <Label className="field-label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <AriaTextArea
        className={code ? 'field-input field-code' : 'field-input'}
        rows={rows}
        spellCheck={!code}
        dir={code ? 'ltr' : 'auto'}
      />
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
