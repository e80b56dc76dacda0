import { Component } from 'react';
import i18next from 'i18next';
import { Button } from '../ui/Button.tsx';
import type { ErrorInfo, ReactNode } from 'react';

interface MishapProps {
  readonly children: ReactNode;
  /** Writes down what happened, for the support desk. */
  readonly onMishap: (message: string) => void;
}

/** A fault of this page is no dead end: it says so, and drawing the screen anew is one press away. */
export class Mishap extends Component<MishapProps, { readonly message: string | null }> {
  override state: { readonly message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    this.props.onMishap(`${error.stack ?? error.message}${info.componentStack ?? ''}`);
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <main className="screen">
        <div className="screen-column screen-narrow">
          <h1 className="screen-title">{i18next.t('common.failedTitle')}</h1>
          <p className="screen-lead">{i18next.t('common.failedText')}</p>
          <p className="quiet">{i18next.t('common.failedDetail', { message })}</p>
          <Button look="primary" onPress={() => this.setState({ message: null })}>
            {i18next.t('action.tryAgain')}
          </Button>
        </div>
      </main>
    );
  }
}
