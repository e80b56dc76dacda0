import type { App } from 'electron';
import { SCHEME } from '../../contract/deepLink.ts';

/** The deep link on a command line: anywhere, as Chromium adds switches and promises no order. */
export function linkIn(argv: readonly string[]): string | undefined {
  // Any scheme's case: `INVIGIL://` is the same address.
  return argv.find((argument) => argument.toLowerCase().startsWith(`${SCHEME}:`));
}

export interface LinkDoor {
  /** From now on every link goes to `opened`, first the one that came before. */
  readonly open: (opened: (link: string) => void) => void;
}

type LinkApp = Pick<App, 'on'>;

/**
 * The three entrances of a link: the command line that started the app, the one of a second start,
 * and macOS' `open-url`. To be called before `ready`, which is when macOS tells the first.
 * @param raised a second start without a link still wants to see the window
 */
export function watchLinks(app: LinkApp, argv: readonly string[], raised: () => void): LinkDoor {
  let waiting = linkIn(argv);
  let tell = (link: string): void => {
    waiting = link;
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    tell(url);
  });
  app.on('second-instance', (_event, otherArgv) => {
    raised();
    const link = linkIn(otherArgv);
    if (link !== undefined) tell(link);
  });
  return {
    open(opened) {
      tell = opened;
      if (waiting !== undefined) opened(waiting);
      waiting = undefined;
    },
  };
}
