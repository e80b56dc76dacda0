import { Button as AriaButton } from 'react-aria-components';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components';
import type { ReactElement, ReactNode } from 'react';

interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly children?: ReactNode;
  /** `primary` is for the one action that leads on; there is one on a screen. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'bar';
  readonly icon?: ReactNode;
  /** Keeps its place and its focus while it works, and says so. */
  readonly busy?: boolean;
}

/** Something that is pressed. Its words say what it does. */
export function Button({
  children,
  look = 'plain',
  icon,
  busy,
  ...rest
}: ButtonProps): ReactElement {
  return (
    <AriaButton
      {...rest}
      className={`button button-${look}`}
      {...(busy === undefined ? {} : { isPending: busy })}
    >
      {icon}
      {children !== undefined && <span className="button-words">{children}</span>}
    </AriaButton>
  );
}
