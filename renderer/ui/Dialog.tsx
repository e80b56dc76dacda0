import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { ReactElement, ReactNode } from 'react';

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The way back first, the deed last, so that Enter on the first focus harms nothing. */
  readonly actions: ReactNode;
  readonly onClose: () => void;
}

/** A question that wants an answer before anything else; Escape is the harmless answer. */
export function Dialog({ open, title, children, actions, onClose }: DialogProps): ReactElement {
  return (
    <ModalOverlay
      className="veil"
      isOpen={open}
      onOpenChange={(wanted) => {
        if (!wanted) onClose();
      }}
    >
      <Modal className="dialog-place">
        <AriaDialog className="dialog" role="alertdialog">
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <div className="dialog-body">{children}</div>
          <div className="dialog-actions">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
