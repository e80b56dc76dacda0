import { catalogues, PAGE_LANGUAGES } from '../pages/catalogues.ts';
import type { ConclusionRow } from '../storage/conclusions.ts';
import type { StartParameters } from '../../contract/startParameters.ts';
import type { SessionRow } from '../storage/schema.ts';
import { withOffset, zulu } from './dates.ts';
import { warningsOf, type Seen, type Warning } from './warningsOf.ts';
import type { WarningType } from './warningTypes.ts';

export interface Reviewed {
  readonly session: SessionRow;
  readonly parameters: Pick<StartParameters, 'trial' | 'scoreConfig'>;
  /** The LMS's id of the account. */
  readonly accountId: string;
  readonly conclusion: ConclusionRow | undefined;
  readonly incidents: readonly Seen[];
  /** First level of alarm; see the configuration. */
  readonly attentionLevel: number;
  /** Address of the student's page. */
  readonly page: string;
}

/**
 * What the LMS is told of a session as it stands (proctoring-facts §6.1). What nobody knows is left out:
 * a comment that nobody wrote, a score that nobody computed, a start that never was. The conclusion alone
 * is always there, because `unknown` is a conclusion and launchers store whatever stands in its place.
 */
export function reviewBody(reviewed: Reviewed): Record<string, unknown> {
  const { session, conclusion } = reviewed;
  const { startedAt, closedAt } = session;
  const { parameters } = reviewed;
  const warnings =
    startedAt === null ? [] : warningsOf(reviewed.incidents, { startedAt, endedAt: closedAt });
  const comment = conclusion?.comment ?? '';
  const score = conclusion?.score ?? null;
  const rejected = parameters.scoreConfig.cheater_level;
  return {
    accountId: reviewed.accountId,
    sessionId: session.externalId,
    conclusion: conclusion?.conclusion ?? 'unknown',
    ...(comment === '' ? {} : { comment }),
    ...(score === null ? {} : { score }),
    threshold: { attention: Math.min(reviewed.attentionLevel, rejected), rejected },
    ...(startedAt === null ? {} : { sessionStart: zulu(startedAt) }),
    ...(closedAt === null ? {} : { sessionEnd: zulu(closedAt) }),
    // A trial is in no report (`trial`, "not listed in the archive").
    ...(parameters.trial ? {} : { reportUrl: reviewed.page }),
    warnings: warnings.map(toWire),
    warningTitles: titlesOf(warnings),
  };
}

function toWire({ type, start, end }: Warning) {
  // Seen by a program; a person has confirmed none of them.
  return { type, start: withOffset(start), end: withOffset(end), cyber: true };
}

function titlesOf(warnings: readonly Warning[]): Record<string, Record<string, string>> {
  const types = [...new Set(warnings.map(({ type }) => type))];
  return Object.fromEntries(types.map((type) => [type, titlesOfType(type)]));
}

function titlesOfType(type: WarningType): Record<string, string> {
  return Object.fromEntries(
    PAGE_LANGUAGES.map((language) => [language, catalogues[language].warning[type]]),
  );
}
