import { identitiesOf } from './contested.ts';
import type { ProcessRule } from './rule.ts';
import { presetOf } from './ruleSet.ts';

/** What a rule says differently; a list has what is new and what is gone. */
export interface RuleChange {
  readonly id: string;
  readonly fields: readonly {
    readonly field: 'name' | 'category' | 'severity';
    readonly before: string;
    readonly after: string;
  }[];
  readonly newIdentities: readonly string[];
  readonly goneIdentities: readonly string[];
}

/** What would be different if one rule set took another's place. */
export interface RuleSetChange {
  readonly added: readonly ProcessRule[];
  readonly removed: readonly ProcessRule[];
  readonly changed: readonly RuleChange[];
  /** Programs that exams without a list of their own would begin, or cease, to forbid. */
  readonly newlyForbidden: readonly string[];
  readonly noLongerForbidden: readonly string[];
}

export function compareRuleSets(
  before: readonly ProcessRule[],
  after: readonly ProcessRule[],
): RuleSetChange {
  const old = byId(before);
  const now = byId(after);
  const oldPreset = byId(presetOf(before));
  const newPreset = byId(presetOf(after));
  return {
    added: after.filter(({ id }) => !old.has(id)),
    removed: before.filter(({ id }) => !now.has(id)),
    changed: after.flatMap((rule) => {
      const was = old.get(rule.id);
      return was === undefined ? [] : changeOf(was, rule);
    }),
    newlyForbidden: [...newPreset.keys()].filter((id) => !oldPreset.has(id)),
    noLongerForbidden: [...oldPreset.keys()].filter((id) => !newPreset.has(id)),
  };
}

function changeOf(before: ProcessRule, after: ProcessRule): RuleChange[] {
  const fields = (['name', 'category', 'severity'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
  const had = new Set(identitiesOf(before));
  const has = new Set(identitiesOf(after));
  const newIdentities = [...has].filter((identity) => !had.has(identity));
  const goneIdentities = [...had].filter((identity) => !has.has(identity));
  if (fields.length + newIdentities.length + goneIdentities.length === 0) return [];
  return [{ id: after.id, fields, newIdentities, goneIdentities }];
}

function byId(rules: readonly ProcessRule[]): ReadonlyMap<string, ProcessRule> {
  return new Map(rules.map((rule) => [rule.id, rule]));
}
