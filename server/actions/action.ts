import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Reason } from '../../contract/reasons.ts';
import { tellDesk } from '../sessions/tellDesk.ts';
import type { SessionWork } from '../sessions/work.ts';
import { writeAudit } from '../storage/audit.ts';
import type { AuditAction } from '../storage/auditActions.ts';
import { addDeskAction } from '../storage/desk.ts';
import type { DeskActionKind } from '../storage/deskTables.ts';
import type { EndDateNote } from './endDateNote.ts';

/**
 * What came of an action: its id, with what has to be said of it though it was done, or why it makes no
 * sense as the session stands.
 */
export type Performed =
  | { readonly done: true; readonly id: string; readonly note?: EndDateNote }
  | { readonly done: false; readonly reason: Reason };

/**
 * Something that staff do to one session. Knows nothing of pages: a form, an API and a deed on a whole
 * exam perform the same one. What it does is audited, kept with an id, and told to the app at once.
 */
export interface Action<Input> {
  readonly input: z.ZodType<Input>;
  /**
   * @param actor `administrator:NAME` and the like, as the audit names them
   * @param job the id of the deed on a whole exam that this is a part of
   */
  readonly perform: (
    work: SessionWork,
    input: Input,
    actor: string,
    job?: string,
  ) => Promise<Performed>;
}

export function refused(reason: Reason): Performed {
  return { done: false, reason };
}

interface Kept {
  readonly kind: DeskActionKind;
  readonly words?: string;
  readonly details?: object;
  /** Absent: whoever made the change wrote it down already. */
  readonly audit?: {
    readonly action: AuditAction;
    readonly before?: object;
    readonly after?: object;
  };
  /** What has to be known of the action's id before the app is told. */
  readonly then?: (id: string) => Promise<void>;
}

/** Keeps what was done, writes the audit line, and tells the app. */
export async function keep(work: SessionWork, actor: string, kept: Kept): Promise<Performed> {
  const { db, now, session } = work;
  const { kind, words, details, audit, then } = kept;
  const id = randomUUID();
  await addDeskAction(db, {
    sessionId: session.id,
    id,
    kind,
    sender: 'staff',
    actor,
    at: now,
    ...(words === undefined ? {} : { words }),
    ...(details === undefined ? {} : { details }),
  });
  await then?.(id);
  if (audit !== undefined) {
    const { action, before, after } = audit;
    await writeAudit(db, {
      at: now,
      actor,
      action,
      sessionId: session.id,
      ...(before === undefined ? {} : { before }),
      after: { id, ...after },
    });
  }
  await tellDesk(work);
  return { done: true, id };
}
