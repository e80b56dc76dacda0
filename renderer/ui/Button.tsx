import { LoaderCircle } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components';
import type { ReactElement, ReactNode } from 'react';

interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly children?: ReactNode;
  /** `primary` is for the one action that leads on; there is one on a screen. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'bar';
  readonly icon?: ReactNode;
  /** After the words: where the way leads on. */
  readonly iconEnd?: ReactNode;
  /** Keeps its place and its focus while it works; what is asked twice meanwhile is asked once. */
  readonly busy?: boolean;
}

/** Something that is pressed. Its words say what it does. */
export function Button(props: ButtonProps): ReactElement {
  const { children, look = 'plain', icon, iconEnd, busy = false, ...rest } = props;
  return (
    <AriaButton {...rest} className={`button button-${look}`} data-busy={busy || undefined}>
      {busy ? <LoaderCircle className="turning" aria-hidden /> : icon}
      {children !== undefined && <span className="button-words">{children}</span>}
      {!busy && iconEnd}
    </AriaButton>
  );
}
