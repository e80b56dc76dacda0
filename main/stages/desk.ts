import type { DeskNote, ShownKind } from '../../contract/desk.ts';
import { mayWriteToStaff } from '../../contract/desk.ts';
import type { ActiveJourney, Journey } from '../../contract/journey.ts';
import { photoAskedAgain } from '../../contract/journeyAdmission.ts';
import { activeStage } from './activeStage.ts';
import { sessionAtHand, type StageParts } from './parts.ts';

export interface DeskWork {
  readonly write: (words: string) => Promise<void>;
  /** The page shows it, or the candidate said that they read it. */
  readonly shown: (id: string, what: ShownKind) => Promise<void>;
  /** The journey moved: says in the log what of staff's deeds has taken effect here. */
  readonly follow: (before: Journey, after: Journey) => void;
}

/** What is between the candidate and staff, whatever the stage. */
export function deskWork({
  journey,
  sessions,
  clock,
  notice,
}: Pick<StageParts, 'journey' | 'sessions' | 'clock' | 'notice'>): DeskWork {
  return {
    async write(words) {
      const now = activeStage(journey.now());
      if (!('session' in now) || !mayWriteToStaff(now.session.proctoring, now.session.desk)) return;
      const at = clock.iso();
      const id = await sessionAtHand(sessions).reportMessage(words);
      const note: DeskNote = {
        ...{ id, kind: 'message', from: 'candidate', words, at },
        ...{ shown: true, waiting: true },
      };
      await journey.apply({ type: 'message.written', note });
    },
    async shown(id, what) {
      const now = activeStage(journey.now());
      if (!('session' in now)) return;
      const note = now.session.desk.notes.find((each) => each.id === id);
      if (note === undefined || note.shown) return;
      await sessionAtHand(sessions).reportShown(what, id);
      // A warning stays on screen until it was read.
      if (what !== 'warning_shown') await journey.apply({ type: 'note.shown', id });
    },
    follow(before, after) {
      const [was, is] = [activeStage(before), activeStage(after)];
      for (const { what, action, say } of effectsBetween(was, is)) {
        void sessions.current()?.reportShown(what, action);
        if (say !== undefined) notice(say);
      }
      if (messagesBetween(was, is) > 0) notice('message_received');
    },
  };
}

interface Effect {
  readonly what: ShownKind;
  readonly action: string;
  readonly say?: 'time_changed' | 'exam_unlocked';
}

/** What of staff's deeds took effect in one step of the journey. Pure. */
export function effectsBetween(was: ActiveJourney, is: ActiveJourney): Effect[] {
  const effects: Effect[] = [];
  const [before, now] = [lockOf(was), lockOf(is)];
  if (now !== undefined && now !== before) effects.push({ what: 'locked', action: now });
  if (before !== undefined && now === undefined && is.stage === 'exam') {
    effects.push({ what: 'unlocked', action: before, say: 'exam_unlocked' });
  }
  if (is.stage === 'exam') {
    for (const { id } of newNotes(was, is, 'time')) {
      effects.push({ what: 'time_shown', action: id, say: 'time_changed' });
    }
  }
  if (is.stage === 'finish') {
    for (const { id } of newNotes(was, is, 'ended')) {
      effects.push({ what: 'ended_shown', action: id });
    }
  }
  const [askedBefore, asked] = [retakeIn(was), retakeIn(is)];
  if (asked !== undefined && asked !== askedBefore) {
    effects.push({ what: 'retake_shown', action: asked });
  }
  return effects;
}

function lockOf(at: ActiveJourney): string | undefined {
  return at.stage === 'exam' ? at.session.desk.lock?.id : undefined;
}

function retakeIn(at: ActiveJourney): string | undefined {
  if (at.stage !== 'setup' || photoAskedAgain(at) === undefined) return undefined;
  return at.session.desk.admission?.id;
}

/** Notes of staff that were not there before, or came before this stage and were not shown yet. */
function newNotes(was: ActiveJourney, is: ActiveJourney, kind: DeskNote['kind']): DeskNote[] {
  if (!('session' in is)) return [];
  const known = was.stage === is.stage && 'session' in was ? was.session.desk.notes : [];
  const ids = new Set(known.map(({ id }) => id));
  return is.session.desk.notes.filter(
    (note) => note.kind === kind && note.from === 'staff' && !note.shown && !ids.has(note.id),
  );
}

function messagesBetween(was: ActiveJourney, is: ActiveJourney): number {
  if (is.stage !== 'exam' && is.stage !== 'setup') return 0;
  return newNotes(was, is, 'message').length;
}
