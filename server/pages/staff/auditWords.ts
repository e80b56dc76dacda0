import { z } from 'zod';
import { Accommodations } from '../../../contract/accommodations.ts';
import { ContestableStep } from '../../../contract/contest.ts';
import type { Say } from '../words.ts';
import type { StudentDetails } from './readStudentDetails.ts';

type AuditEntry = Pick<StudentDetails['audit'][number], 'action' | 'before' | 'after'>;

/** What is written down of a support code: its id and what it allows, never the code. */
const AboutCode = z.object({ code: z.string(), step: ContestableStep });

/** What a deed came to, in words; one that has none yet is named by its code. */
export function auditWords(entry: AuditEntry, say: Say): string {
  const named = actionName(entry.action, say);
  const code = AboutCode.safeParse(entry.after ?? entry.before);
  if (code.success) {
    const values = { code: code.data.code, step: say(`step.${code.data.step}`) };
    return say.known(`serverPage.auditAction.${entry.action}`, named, values);
  }
  const before = Accommodations.safeParse(entry.before ?? {});
  const after = Accommodations.safeParse(entry.after ?? {});
  if (!before.success || !after.success)
    return say.known(`serverPage.auditAction.${entry.action}`, named);
  const changed = [
    ...difference(after.data.waivedSteps, before.data.waivedSteps),
    ...difference(before.data.waivedSteps, after.data.waivedSteps),
  ];
  const breaks = entry.action === 'break_minutes_granted';
  return say.known(`serverPage.auditAction.${entry.action}`, named, {
    before: breaks ? before.data.breakMinutes : before.data.extraMinutes,
    after: breaks ? after.data.breakMinutes : after.data.extraMinutes,
    step: changed.map((step) => say(`step.${step}`)).join(', '),
  });
}

/** What kind of deed it was; one that nobody named yet by its code. */
export function actionName(action: string, say: Say): string {
  return say.known(`serverPage.auditName.${action}`, action.replaceAll('_', ' '));
}

function difference<Item>(from: readonly Item[], without: readonly Item[]): Item[] {
  return from.filter((item) => !without.includes(item));
}

/** `ROLE:NAME` of staff, `integration:NAME`, `server`, the provider, or somebody unknown. */
export function actorWords(actor: string, say: Say): string {
  if (actor === 'server') return say('actor.server');
  if (actor === 'provider' || actor === 'unknown') return say(`auditActor.${actor}`);
  const [kind, ...rest] = actor.split(':');
  const name = rest.join(':');
  return kind === 'integration' ? say('actor.integration', { name }) : name;
}
