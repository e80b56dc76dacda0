import { Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { TEXT_LANGUAGES } from '../../contract/text/app.ts';
import { useAction } from '../action.ts';
import { useBridge } from '../bridge.ts';
import { useSituation } from '../store.ts';
import { sayLanguage } from '../text/format.ts';
import { Select } from '../ui/Select.tsx';
import type { ReactElement } from 'react';

/** The language, within reach at any time. Offers what the institution lists and we can speak. */
export function LanguageChooser(): ReactElement | null {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { act } = useAction();
  const { language, languages } = useSituation();
  const known = new Set<string>(TEXT_LANGUAGES);
  const offered = languages.filter((code) => known.has(code.split('-', 1)[0]?.toLowerCase() ?? ''));
  if (offered.length < 2) return null;
  return (
    <Select
      label={t('app.language')}
      icon={<Languages aria-hidden />}
      options={offered.map((code) => ({ id: code, words: sayLanguage(code) }))}
      chosen={language}
      onChoose={(code) => act(() => bridge.ask('language.set', code))}
    />
  );
}
