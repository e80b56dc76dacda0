import { EMPTY_DESK } from '../../contract/desk.ts';
import { GrantedParameters, type Grant } from '../../contract/grant.ts';
import { effectivePolicy } from '../../contract/lockdownPolicy.ts';
import { chooseLanguage } from '../../contract/startParameters.ts';
import { effectiveUrlRules } from '../../contract/urlRules.ts';
import type { Integration } from '../config.ts';
import { listChecks } from '../storage/checks.ts';
import { listPhotos } from '../storage/photos.ts';
import type { SessionWork } from './work.ts';

/** Everything that an app needs to hold this exam, as things stand now. */
export async function makeGrant(
  work: SessionWork,
  integration: Integration,
  accessToken: string,
): Promise<Grant> {
  const { session, db } = work;
  const { rules } = work.deps;
  const { parameters, startedAt, consentedAt, agreedAt } = session;
  const photos = await listPhotos(db, session.id);
  return {
    id: session.id,
    integration: integration.name,
    parameters: GrantedParameters.parse(parameters),
    policy: effectivePolicy(parameters, { preset: rules.preset }),
    accommodations: work.accommodations,
    language: chooseLanguage(parameters.language, integration.languages),
    entryUrl: session.entryUrl,
    ...(session.laterUrl === null ? {} : { laterUrl: session.laterUrl }),
    urlRules: effectiveUrlRules(session.entryUrl, integration.urlRules),
    proofMessage: integration.proofMessage,
    reconnectMinutes: integration.reconnectMinutes,
    contest: integration.contest,
    supportKey: work.deps.supportKeys.keyOf(session.id),
    status: session.status,
    ...(startedAt === null ? {} : { startedAt: startedAt.toISOString() }),
    windowEndsAt: session.windowEnd.toISOString(),
    desk: session.desk ?? EMPTY_DESK,
    photos: [...new Set(photos.map(({ kind }) => kind))],
    checks: await listChecks(db, session.id),
    ...(consentedAt === null ? {} : { consentedAt: consentedAt.toISOString() }),
    ...(agreedAt === null ? {} : { agreedAt: agreedAt.toISOString() }),
    serverTime: new Date(work.now).toISOString(),
    ...(rules.document === undefined ? {} : { ruleSet: rules.document }),
    accessToken,
  };
}
