import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/Banner.tsx';
import { Code } from '../../shell/ProblemBanner.tsx';
import type { ReactElement } from 'react';

const KNOWN = ['NotAllowedError', 'NotFoundError', 'NotReadableError'] as const;

/** What to do about a camera that cannot be opened, by the name under which it failed. */
export function CameraFailure({ failure }: { readonly failure: string }): ReactElement {
  const { t } = useTranslation();
  const known = KNOWN.find((name) => name === failure) ?? 'other';
  return (
    <Banner tone="bad" urgent title={t(`camera.${known}`)}>
      <p className="quiet">
        {t('camera.failed')} <Code reason="camera_unavailable" />
      </p>
    </Banner>
  );
}
