import type { ReactElement } from 'react';
import type { Say } from '../words.ts';

interface LiveMarkProps {
  readonly say: Say;
  /** Address of the event stream. */
  readonly stream: string;
  /** Address whose answer holds the newest state of what may have changed. */
  readonly fresh: string;
}

/** Whether the page changes by itself. `live.js` shows one of the states, so no words live in it. */
export function LiveMark({ say, stream, fresh }: LiveMarkProps): ReactElement {
  return (
    <p
      className="live"
      role="status"
      data-live="off"
      data-stream={stream}
      data-fresh={fresh}
      data-changed={say('live.changed', { name: '{name}', status: '{status}' })}
    >
      <span data-live-state="on" title={say('live.onWhy')} hidden>
        {say('live.on')}
      </span>
      <span data-live-state="off" title={say('live.offWhy')}>
        {say('live.off')}
      </span>
      <span data-live-state="ended" hidden>
        <a href={fresh}>{say('live.ended')}</a>
      </span>
      <noscript>{say('live.noScript')}</noscript>
    </p>
  );
}
