import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { textLanguageFor } from '../contract/text/app.ts';
import { useTellDevices } from './media/tellDevices.ts';
import { TopRail } from './shell/TopRail.tsx';
import { Blocked } from './stages/Blocked.tsx';
import { Checks } from './stages/Checks.tsx';
import { Exam } from './stages/Exam.tsx';
import { Finish } from './stages/Finish.tsx';
import { Link } from './stages/Link.tsx';
import { Session } from './stages/Session.tsx';
import { Setup } from './stages/Setup.tsx';
import { useMirror } from './store.ts';
import { speak } from './text/translate.ts';
import type { ReactElement } from 'react';
import type { Journey } from '../contract/journey.ts';

/** The screen of the stage main says we are at, in the language main says we speak. */
export function App(): ReactElement | null {
  const journey = useMirror((mirrored) => mirrored.journey);
  const language = useMirror((mirrored) => mirrored.situation?.language);
  const { i18n } = useTranslation();
  useTellDevices(journey);
  useEffect(() => {
    if (language !== undefined) void speak(language);
  }, [language]);
  if (journey === null || language === undefined) return null;
  return (
    <I18nProvider locale={textLanguageFor(i18n.language)}>
      <div className="shell" data-stage={journey.stage}>
        {journey.stage !== 'exam' && <TopRail journey={journey} />}
        <Stage journey={journey} />
      </div>
    </I18nProvider>
  );
}

function Stage({ journey }: { readonly journey: Journey }): ReactElement {
  switch (journey.stage) {
    case 'link':
      return <Link journey={journey} />;
    case 'session':
      return <Session journey={journey} />;
    case 'checks':
      return <Checks journey={journey} />;
    case 'setup':
      return <Setup journey={journey} />;
    case 'exam':
      return <Exam journey={journey} />;
    case 'finish':
      return <Finish journey={journey} />;
    case 'blocked':
      return <Blocked journey={journey} />;
  }
}
