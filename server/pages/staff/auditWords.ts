import { Accommodations } from '../../../contract/accommodations.ts';
import type { Say } from '../words.ts';
import type { StudentDetails } from './readStudentDetails.ts';

type AuditEntry = StudentDetails['audit'][number];

/** What a deed came to, in words; one that has none yet is named by its code. */
export function auditWords(entry: AuditEntry, say: Say): string {
  const before = Accommodations.safeParse(entry.before ?? {});
  const after = Accommodations.safeParse(entry.after ?? {});
  if (!before.success || !after.success)
    return say.known(`serverPage.auditAction.${entry.action}`, entry.action);
  const changed = [
    ...difference(after.data.waivedSteps, before.data.waivedSteps),
    ...difference(before.data.waivedSteps, after.data.waivedSteps),
  ];
  const breaks = entry.action === 'break_minutes_granted';
  return say.known(`serverPage.auditAction.${entry.action}`, entry.action, {
    before: breaks ? before.data.breakMinutes : before.data.extraMinutes,
    after: breaks ? after.data.breakMinutes : after.data.extraMinutes,
    step: changed.map((step) => say(`step.${step}`)).join(', '),
  });
}

function difference<Item>(from: readonly Item[], without: readonly Item[]): Item[] {
  return from.filter((item) => !without.includes(item));
}

/** `administrator:NAME`, `integration:NAME` or `server`. */
export function actorWords(actor: string, say: Say): string {
  if (actor === 'server') return say('actor.server');
  const [kind, ...rest] = actor.split(':');
  const name = rest.join(':');
  return kind === 'integration' ? say('actor.integration', { name }) : name;
}
