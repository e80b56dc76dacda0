import type { KeyObject } from 'node:crypto';
import type { Grant } from '../contract/grant.ts';
import type { Incident } from '../contract/incident.ts';
import { processListsOf } from '../contract/lockdown/processLists.ts';
import {
  PRESET_RULES,
  presetOf,
  RULE_SET_VERSION,
  type ProcessRule,
} from '../contract/processRules.ts';
import {
  openRuleSet,
  type CheckSignature,
  type RuleSetFault,
} from '../contract/processRules/ruleSetDocument.ts';
import type { AcceptedRuleSets } from './system/acceptedRuleSets.ts';
import type { Log } from './system/log.ts';
import { checkWithAny } from './system/ruleSetKeys.ts';

/** What a session is held with: the grant with the rules that count here, and what staff should know. */
export interface RuledGrant {
  readonly grant: Grant;
  readonly incident?: Incident;
}

/** Decides which rules of programs count in a session. */
export type RuleGrant = (server: string, grant: Grant) => Promise<RuledGrant>;

interface Deps {
  /** Of this computer's administrators; undefined: the server's word is enough. */
  readonly keys: readonly KeyObject[] | undefined;
  readonly accepted: AcceptedRuleSets;
  readonly log: Log;
}

/**
 * Where administrators named keys, the lists of programs are made anew, here, of a rule set that one of
 * them signed: the delivered one, else the last good one of that server, else this version's own. The
 * document itself goes no further: the lists are all that a session needs.
 */
export function deliveredRules({ keys, accepted, log }: Deps): RuleGrant {
  const check = keys === undefined ? undefined : checkWithAny(keys);
  return async (server, { ruleSet: delivered, ...granted }) => {
    if (check === undefined) return { grant: granted };
    const kept = await accepted.read(server).catch((error: unknown) => {
      log.error('the last rule set cannot be read', error);
      return undefined;
    });
    const choice = chooseRules({ delivered, kept, check });
    if (choice.isNew && delivered !== undefined)
      await accepted
        .keep(server, delivered)
        .catch((error: unknown) => log.error('the rule set could not be kept', error));
    const grant = withRules(granted, choice.preset);
    if (choice.refused === undefined) return { grant };
    const { fault, cause } = choice.refused;
    log.warn(`the delivered rule set is refused: ${fault}: ${cause}`);
    const evidence = [{ code: `rules_${fault}`, values: { version: choice.version } }];
    return { grant, incident: { kind: 'rules_refused', severity: 'notice', evidence } };
  };
}

interface Choice {
  readonly version: number;
  readonly preset: readonly ProcessRule[];
  /** The delivered set was taken, and is not the one that is kept. */
  readonly isNew: boolean;
  readonly refused?: { readonly fault: RuleSetFault; readonly cause: string };
}

/**
 * The newest rules that are signed, or this version's own. One older than the kept set is a rollback;
 * the same again is not, nor one that this version has overtaken. Pure.
 * @param kept what the server last delivered; counts only while one of the keys still vouches for it
 */
export function chooseRules({
  delivered,
  kept,
  check,
}: {
  readonly delivered: string | undefined;
  readonly kept: string | undefined;
  readonly check: CheckSignature;
}): Choice {
  const last = kept === undefined ? undefined : openRuleSet(kept, check, 0);
  const before = last?.opened === true ? last.ruleSet : undefined;
  const now =
    delivered === undefined
      ? undefined
      : openRuleSet(delivered, check, Math.max(0, (before?.version ?? 0) - 1));
  const set = now?.opened === true ? now.ruleSet : before;
  const isNewest = set !== undefined && set.version > RULE_SET_VERSION;
  return {
    version: isNewest ? set.version : RULE_SET_VERSION,
    preset: isNewest ? presetOf(set.rules) : PRESET_RULES,
    isNew: now?.opened === true && delivered !== kept,
    ...(now?.opened === false ? { refused: { fault: now.fault, cause: now.cause } } : {}),
  };
}

/** The same session with lists made of these rules, by the same precedence as on the server. */
function withRules(grant: Grant, preset: readonly ProcessRule[]): Grant {
  const { policy, parameters } = grant;
  const lists = processListsOf(parameters, preset, policy.assistive.namedSoftware);
  return { ...grant, policy: { ...policy, processes: { ...policy.processes, ...lists } } };
}
