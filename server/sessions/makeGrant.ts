import { EMPTY_DESK, WAIT_UNATTENDED } from '../../contract/desk.ts';
import { GrantedParameters, type Grant } from '../../contract/grant.ts';
import { chooseLanguage } from '../../contract/startParameters.ts';
import { effectiveUrlRules } from '../../contract/urlRules.ts';
import { accessFacts } from '../proctorexam/checkedBefore.ts';
import { listChecks } from '../storage/checks.ts';
import { listPhotos } from '../storage/photos.ts';
import { readParameters } from '../storage/sessions.ts';
import { closingRule } from '../time/closingRule.ts';
import { policyOf } from './policies.ts';
import { settingsOf } from './sessionSettings.ts';
import { startUntil } from './startTimes.ts';
import type { SessionWork } from './work.ts';

/** Everything that an app needs to hold this exam, as things stand now. */
export async function makeGrant(work: SessionWork, accessToken: string): Promise<Grant> {
  const settings = await settingsOf(work, accessToken);
  const entryUrl = settings.entryUrl ?? work.session.entryUrl;
  const { session, db } = work;
  const { rules } = work.deps;
  const { startedAt, consentedAt, agreedAt } = session;
  const parameters = await readParameters(db, session.id);
  const photos = await listPhotos(db, session.id);
  return {
    id: session.id,
    integration: settings.name,
    parameters: GrantedParameters.parse(parameters),
    policy: policyOf(parameters, rules.preset),
    accommodations: work.accommodations,
    language: chooseLanguage(parameters.language, settings.languages),
    entryUrl,
    ...(session.laterUrl === null ? {} : { laterUrl: session.laterUrl }),
    urlRules: effectiveUrlRules(entryUrl, settings.urlRules),
    proofMessage: settings.proofMessage,
    reconnectMinutes: settings.reconnectMinutes,
    contest: settings.contest,
    supportKey: work.deps.supportKeys.keyOf(session.id),
    status: session.status,
    ...(startedAt === null ? {} : { startedAt: startedAt.toISOString() }),
    windowEndsAt: session.windowEnd.toISOString(),
    closing: closingRule(session),
    startsUntil: new Date(startUntil(session)).toISOString(),
    desk: session.desk ?? EMPTY_DESK,
    unattended: settings.unattended ?? WAIT_UNATTENDED,
    photos: [...new Set(photos.map(({ kind }) => kind))],
    checks: await listChecks(db, session.id),
    ...(await accessFacts(work, accessToken)),
    ...(consentedAt === null ? {} : { consentedAt: consentedAt.toISOString() }),
    ...(agreedAt === null ? {} : { agreedAt: agreedAt.toISOString() }),
    serverTime: new Date(work.now).toISOString(),
    ...(rules.document === undefined ? {} : { ruleSet: rules.document }),
    accessToken,
  };
}
