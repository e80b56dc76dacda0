import type { Notice, PageQuestion, Situation } from '../contract/channels.ts';
import { TEXT_LANGUAGES, textLanguageFor } from '../contract/text/app.ts';
import type { Tell } from './ipc/tell.ts';
import type { AppIdentity } from './system/appIdentity.ts';
import type { ServerClock } from './system/clock.ts';

/** What is true beside the journey, and told to the page as it changes. */
export interface SituationKeeper {
  readonly now: () => Situation;
  readonly setOnline: (online: boolean) => void;
  readonly setUnsent: (unsent: number) => void;
  /** The candidate's own choice; it stands against every later wish of an LMS. */
  readonly chooseLanguage: (language: string) => void;
  readonly suggestLanguage: (language: string) => void;
  readonly notice: (code: Notice['code']) => void;
  readonly setQuestion: (question: PageQuestion | null) => void;
  readonly stop: () => void;
}

/** A clock turned by less than this does not change what is shown (milliseconds). */
const NOTICEABLE = 500;
const LOOK_AT_CLOCK_EVERY = 1_000;

interface Deps {
  readonly tell: Tell;
  readonly clock: ServerClock;
  readonly identity: AppIdentity;
  /** The system's language tag. */
  readonly locale: string;
}

export function keepSituation({ tell, clock, identity, locale }: Deps): SituationKeeper {
  let isChosen = false;
  let situation: Situation = {
    online: true,
    unsent: 0,
    clockOffset: clock.offset(),
    language: textLanguageFor(locale),
    languages: [...TEXT_LANGUAGES],
    platform: identity.platform,
    appVersion: identity.version,
    question: null,
  };
  const change = (part: Partial<Situation>): void => {
    const changed = { ...situation, ...part };
    const isSame = Object.entries(part).every(
      ([key, value]) => situation[key as keyof Situation] === value,
    );
    situation = changed;
    if (!isSame) tell('situation.changed', situation);
  };
  const timer = setInterval(() => {
    const clockOffset = clock.offset();
    if (Math.abs(clockOffset - situation.clockOffset) >= NOTICEABLE) change({ clockOffset });
  }, LOOK_AT_CLOCK_EVERY);
  return {
    now: () => situation,
    setOnline: (online) => change({ online }),
    setUnsent: (unsent) => change({ unsent }),
    chooseLanguage(language) {
      isChosen = true;
      change({ language });
    },
    suggestLanguage(language) {
      if (!isChosen) change({ language });
    },
    setQuestion: (question) => change({ question }),
    notice: (code) => tell('notice.shown', { code, at: clock.now() }),
    stop: () => clearInterval(timer),
  };
}
