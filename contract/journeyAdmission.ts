import type { Journey, JourneyAt } from './journeyStages.ts';
import { setupSteps } from './session.ts';

type Setup = JourneyAt<'setup'>;

/** The first step that is not done. Waiting to be let in is never done: it ends by being let in. */
export function atNextStep({ step: _before, ...setup }: Setup): Setup {
  const isAdmitted = setup.session.desk.admission?.state === 'admitted';
  const step = setupSteps(setup.session).find((wanted) =>
    wanted === 'admission' ? !isAdmitted : !setup.done.includes(wanted),
  );
  return { ...setup, ...(step === undefined ? {} : { step }) };
}

/** The photo that staff want taken again and that was not yet. */
export function photoAskedAgain({ session, retaken }: Setup): 'face' | 'passport' | undefined {
  const { admission } = session.desk;
  if (admission?.state !== 'retake' || admission.id === retaken) return undefined;
  return admission.photo !== undefined && setupSteps(session).includes(admission.photo)
    ? admission.photo
    : undefined;
}

/** The request is met when its step is done. */
export function retakeOf(setup: Setup): Pick<Setup, 'retaken'> {
  const id = setup.session.desk.admission?.id;
  return setup.step !== undefined && setup.step === photoAskedAgain(setup) && id !== undefined
    ? { retaken: id }
    : {};
}

/** Where a candidate in setup is after what staff decided: let in, sent back for a photo, or turned down. */
export function afterAdmission(setup: Setup): Journey {
  const { admission } = setup.session.desk;
  if (admission?.state === 'refused') {
    const evidence = [{ code: 'proctor_words', values: { words: admission.words ?? '' } }];
    return { stage: 'blocked', reason: 'identification_rejected', evidence, back: setup };
  }
  const photo = photoAskedAgain(setup);
  return atNextStep({ ...setup, done: setup.done.filter((step) => step !== photo) });
}

/** Somebody let them in by these photos, so the photos stay. */
export function isDecided({ session }: Setup): boolean {
  return session.desk.admission?.state === 'admitted';
}

/** Whether the candidate waits and staff do not know it yet, or have to look once more. */
export function hasToAsk({ step, session, retaken }: Setup): boolean {
  const { admission } = session.desk;
  if (step !== 'admission') return false;
  return admission === undefined || (admission.state === 'retake' && admission.id === retaken);
}
