import { useTranslation } from 'react-i18next';
import { sayLength, sayMoment, sayMomentAfter, sayZone } from '../../text/format.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

/** Who, which exam, when and how long, granted time and waived checks included. */
export function ExamFacts({ session }: { readonly session: SessionView }): ReactElement {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { extraMinutes, breakMinutes, waivedSteps } = session.accommodations;
  const total = sayLength(t, session.durationMinutes + extraMinutes);
  const from = sayMoment(session.startsAt, language);
  const to = sayMomentAfter(session.startsAt, session.endsAt, language);
  return (
    <Panel title={t('session.facts')} look="raised">
      {session.trial && <Banner tone="info">{t('session.trialText')}</Banner>}
      <Facts
        facts={[
          {
            name: t('session.candidate'),
            value: session.candidateName,
          },
          { name: t('session.exam'), value: session.examName },
          ...(session.courseName === undefined
            ? []
            : [{ name: t('session.course'), value: session.courseName }]),
          {
            name: t('session.institution'),
            value: session.accountName,
          },
          {
            name: t('session.when'),
            value: (
              <>
                {t('session.whenRange', { from, to })}
                <span className="note">
                  {t('session.zone', { zone: sayZone(session.startsAt, language) })}
                </span>
              </>
            ),
          },
          {
            name: t('session.duration'),
            value:
              extraMinutes === 0
                ? total
                : t('session.granted', { total, extra: sayLength(t, extraMinutes) }),
          },
          ...(breakMinutes === 0
            ? []
            : [
                {
                  name: t('session.breaks'),
                  value: t('session.breaksValue', { length: sayLength(t, breakMinutes) }),
                },
              ]),
          ...(waivedSteps.length === 0
            ? []
            : [
                {
                  name: t('session.waived'),
                  value: waivedSteps.map((step) => t(`check.${step}.title`)).join(', '),
                },
              ]),
          {
            name: t('session.server'),
            value: <bdi dir="ltr">{session.serverHost}</bdi>,
          },
        ]}
      />
    </Panel>
  );
}
