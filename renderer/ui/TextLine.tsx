import { Input } from 'react-aria-components';
import { FieldFrame, type FieldProps } from './FieldFrame.tsx';
import type { ReactElement } from 'react';

interface TextLineProps extends FieldProps {
  /** What was entered was refused; the words for that stand elsewhere. */
  readonly refused?: boolean;
}

/** One line that is copied sign by sign: a code, never checked for spelling. */
export function TextLine(props: TextLineProps): ReactElement {
  return (
    <FieldFrame {...props}>
      <Input
        className="field-input field-line"
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="characters"
      />
    </FieldFrame>
  );
}
