import { Label, Meter as AriaMeter, ProgressBar } from 'react-aria-components';
import type { ReactElement } from 'react';

interface MeterProps {
  readonly label: string;
  /** 0–1. */
  readonly value: number;
  /** Words for the value where a percentage would say nothing. */
  readonly words?: string;
}

/** How much of something there is right now, such as loudness. */
export function Meter({ label, value, words }: MeterProps): ReactElement {
  return (
    <AriaMeter
      className="meter"
      value={Math.round(value * 100)}
      {...(words === undefined ? {} : { valueLabel: words })}
    >
      <Label className="meter-label">{label}</Label>
      <div className="meter-track">
        <div className="meter-fill" style={{ inlineSize: percent(value) }} />
      </div>
    </AriaMeter>
  );
}

/** How far something has come. */
export function Progress({ label, value, words }: MeterProps): ReactElement {
  return (
    <ProgressBar
      className="meter"
      value={Math.round(value * 100)}
      {...(words === undefined ? {} : { valueLabel: words })}
    >
      {({ valueText }) => (
        <>
          <span className="meter-head">
            <Label className="meter-label">{label}</Label>
            <span className="meter-value">{valueText}</span>
          </span>
          <div className="meter-track">
            <div className="meter-fill" style={{ inlineSize: percent(value) }} />
          </div>
        </>
      )}
    </ProgressBar>
  );
}

function percent(value: number): string {
  return `${Math.round(Math.min(1, Math.max(0, value)) * 100)}%`;
}
