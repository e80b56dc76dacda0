import type { JourneyAt } from '../../contract/journey.ts';
import { hasToAsk, photoAskedAgain } from '../../contract/journeyAdmission.ts';
import { looksLikeJpeg, type PhotoFault, type PhotoKind } from '../../contract/photo.ts';
import type { SetupStep } from '../../contract/session.ts';
import type { ForeignView } from '../windows/foreignView.ts';
import { sessionAtHand, type StageParts } from './parts.ts';

export interface SetupStage {
  readonly photo: (photo: TakenPhoto) => Promise<void>;
  readonly done: (step: SetupStep) => Promise<void>;
  readonly again: (step: SetupStep) => Promise<void>;
  readonly leave: () => Promise<void>;
  /** The agreement page anew, at the candidate's wish. */
  readonly reloadAgreement: () => void;
  /** The stage is there, or moved on within itself. */
  readonly changed: (now: JourneyAt<'setup'>) => void;
  readonly left: () => void;
}

interface TakenPhoto {
  readonly kind: PhotoKind;
  readonly jpeg: Uint8Array;
  readonly overridden: readonly PhotoFault[];
}

interface Deps extends StageParts {
  readonly openAgreement: (url: string) => Promise<ForeignView>;
}

export function setupStage({ journey, sessions, log, openAgreement }: Deps): SetupStage {
  let agreement: { readonly url: string; readonly view: Promise<ForeignView> } | undefined;
  /** Steps that the candidate went back to: their photo is to be taken, whatever the server holds. */
  const retaken = new Set<SetupStep>();
  /** For which decision of staff, or for none yet, the candidate has said that they wait. */
  let asked: string | undefined;
  const isHeld = (step: SetupStep): boolean =>
    !retaken.has(step) && sessionAtHand(sessions).grant.photos.some((kind) => kind === step);
  const askToBeLetIn = (now: JourneyAt<'setup'>): void => {
    const after = now.session.desk.admission?.id ?? 'nothing';
    if (!hasToAsk(now) || asked === after) return;
    asked = after;
    void sessionAtHand(sessions).askAdmission();
  };
  const isAt = (step: SetupStep): boolean => {
    const now = journey.now();
    return now.stage === 'setup' && now.step === step;
  };
  const closeAgreement = (): void => {
    agreement?.view
      .then((view) => {
        view.close();
        return view.forget();
      })
      .catch((error: unknown) => log.error('the agreement page did not close', error));
    agreement = undefined;
  };
  return {
    async photo({ kind, jpeg, overridden }) {
      if (!isAt(kind)) return;
      if (!looksLikeJpeg(jpeg)) throw new Error('the photo is no JPEG');
      const session = sessionAtHand(sessions);
      await session.reportPhoto({ kind, jpeg, overridden });
      if (overridden.length > 0) {
        const values = { kind, faults: overridden.join(', ') };
        await session.reportIncident({
          kind: 'photo_quality_overridden',
          severity: 'info',
          evidence: [{ code: 'photo_overridden', values }],
        });
      }
      await journey.apply({ type: 'setup.stepDone', step: kind });
    },
    async done(step) {
      // A photo step is done by its photo, and waiting by being let in.
      if (!isAt(step) || step === 'face' || step === 'passport' || step === 'admission') return;
      if (step === 'agreement') {
        const session = sessionAtHand(sessions);
        const { userAgreementUrl } = session.grant.parameters;
        if (userAgreementUrl !== undefined) await session.reportAgreement(userAgreementUrl);
      }
      await journey.apply({ type: 'setup.stepDone', step });
    },
    async again(step) {
      retaken.add(step);
      await journey.apply({ type: 'setup.stepAgain', step });
    },
    reloadAgreement() {
      agreement?.view
        .then((view) => view.reload())
        .catch((error: unknown) => log.error('the agreement page was not loaded again', error));
    },
    async leave() {
      await journey.apply({ type: 'setup.left' });
    },
    changed(now) {
      // What the server holds already is not asked for again.
      const again = photoAskedAgain(now);
      if (again !== undefined) retaken.add(again);
      askToBeLetIn(now);
      if (now.step !== undefined && isHeld(now.step)) {
        void journey.apply({ type: 'setup.stepDone', step: now.step });
      }
      const url = now.step === 'agreement' ? now.session.agreementUrl : undefined;
      if (url === agreement?.url) return;
      closeAgreement();
      if (url !== undefined) agreement = { url, view: openAgreement(url) };
    },
    left() {
      retaken.clear();
      asked = undefined;
      closeAgreement();
    },
  };
}
