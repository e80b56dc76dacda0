import { z } from 'zod';
import { Accommodations } from '../../../contract/accommodations.ts';
import { ContestableStep } from '../../../contract/contest.ts';
import type { Say } from '../words.ts';
import type { StudentDetails } from './readStudentDetails.ts';

type AuditEntry = StudentDetails['audit'][number];

/** What is written down of a support code: its id and what it allows, never the code. */
const AboutCode = z.object({ code: z.string(), step: ContestableStep });

/** What a deed came to, in words; one that has none yet is named by its code. */
export function auditWords(entry: AuditEntry, say: Say): string {
  const code = AboutCode.safeParse(entry.after ?? entry.before);
  if (code.success) {
    const values = { code: code.data.code, step: say(`step.${code.data.step}`) };
    return say.known(`serverPage.auditAction.${entry.action}`, entry.action, values);
  }
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
