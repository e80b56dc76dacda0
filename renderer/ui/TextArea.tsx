import { TextArea as AriaTextArea } from 'react-aria-components';
import { FieldFrame, type FieldProps } from './FieldFrame.tsx';
import type { ReactElement } from 'react';

interface TextAreaProps extends FieldProps {
  readonly rows?: number;
  /** Links and the like: shown letter by letter, never checked for spelling. */
  readonly code?: boolean;
}

/** Several lines in the candidate's own words. */
export function TextArea({ rows = 4, code = false, ...field }: TextAreaProps): ReactElement {
  return (
    <FieldFrame {...field}>
      <AriaTextArea
        className={code ? 'field-input field-code' : 'field-input'}
        rows={rows}
        spellCheck={!code}
        dir={code ? 'ltr' : 'auto'}
      />
    </FieldFrame>
  );
}
