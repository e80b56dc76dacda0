import type { ReactElement } from 'react';
import type { StartPageView } from '../views.ts';
import type { Base } from './document.tsx';
import { Icon } from './icons.tsx';
import type { Say } from './words.ts';

interface StartOpenProps {
  readonly base: Base;
  readonly say: Say;
  readonly view: StartPageView;
  /** What the button says; absent: that it opens the exam. */
  readonly action?: string;
}

/**
 * The one action, what state its link is in, and the ways round when nothing happens. The script
 * `startPage.js` reads the data attributes, renews the ticket and shows one of the states.
 */
export function StartOpen({ base, say, view, action }: StartOpenProps): ReactElement {
  return (
    <section
      className="card start-open"
      data-start=""
      data-renewal-url={view.renewal.url}
      data-renewal-token={view.renewal.token}
      data-life={Math.max(0, view.expiresAt - view.now)}
    >
      <a className="primary" data-deep-link="" href={view.deepLink}>
        {action ?? say(view.resuming ? 'start.continue' : 'start.open')}
        <Icon name="arrow" />
      </a>
      <button className="primary" type="button" data-renew="" hidden>
        {say('start.renew')}
      </button>
      <button className="primary" type="button" data-reload="" hidden>
        {say('start.reloadButton')}
      </button>
      <TicketState say={say} />
      {view.liveProctoring && (
        <p className="note note-info">
          <Icon name="info" />
          {say('start.online')}
        </p>
      )}
      <p className="quiet">
        {say('start.browserAsks')}
        <br />
        <strong>{say('start.nothing')}</strong>{' '}
        <a href={`${base}download`} target="_blank" rel="noopener">
          {say('start.nothingLink')}
        </a>
        {say('start.nothingThen')}
      </p>
      <LinkByHand say={say} deepLink={view.deepLink} />
    </section>
  );
}

/** Every state is written by the server; the script shows one, so no words live in it. */
function TicketState({ say }: { readonly say: Say }): ReactElement {
  return (
    <div className="ticket" role="status">
      <p data-state="ready">
        <Icon name="check" />
        {say('start.ready')}
      </p>
      <p data-state="expired" hidden>
        <Icon name="warn" />
        {say('start.expired')}
      </p>
      <p data-state="changed" hidden>
        <Icon name="info" />
        {say('start.reload')}
      </p>
      <noscript>{say('start.noScript')}</noscript>
    </div>
  );
}

function LinkByHand({
  say,
  deepLink,
}: {
  readonly say: Say;
  readonly deepLink: string;
}): ReactElement {
  return (
    <details className="by-hand">
      <summary>{say('start.paste')}</summary>
      <p id="by-hand-why">{say('start.pasteWhy')}</p>
      <div className="copy-row">
        <input
          className="field fixed"
          type="text"
          dir="ltr"
          readOnly
          data-copy-source=""
          aria-label={say('start.pasteLabel')}
          aria-describedby="by-hand-why"
          defaultValue={deepLink}
        />
        <button className="secondary" type="button" data-copy="">
          <Icon name="copy" />
          {say('start.copy')}
        </button>
      </div>
      <p role="status" className="copy-state">
        <span data-copied="" hidden>
          {say('start.copied')}
        </span>
        <span data-not-copied="" hidden>
          {say('start.notCopied')}
        </span>
      </p>
    </details>
  );
}
