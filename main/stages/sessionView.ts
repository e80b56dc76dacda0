import type { Accommodations } from '../../contract/accommodations.ts';
import { NOTHING_CONTESTED, type Contested } from '../../contract/contest.ts';
import type { Grant } from '../../contract/grant.ts';
import type { SessionView } from '../../contract/session.ts';
import { stepsNotNeeded } from '../../contract/stepsNotNeeded.ts';

/** What the screens know of a granted session: no token and no address of the exam. */
export function sessionViewOf(
  grant: Grant,
  server: string,
  accommodations: Accommodations = grant.accommodations,
  contested: Contested = NOTHING_CONTESTED,
): SessionView {
  const { parameters, policy } = grant;
  const { camera, microphone, screen } = policy.recording;
  return {
    sessionId: parameters.sessionId,
    serverHost: new URL(server).host,
    candidateName: nameOf(parameters),
    accountName: parameters.accountName,
    examName: parameters.examName,
    ...(parameters.courseName === undefined ? {} : { courseName: parameters.courseName }),
    startsAt: Date.parse(parameters.startDate),
    endsAt: Date.parse(grant.windowEndsAt ?? parameters.endDate),
    ...(grant.startsUntil === undefined ? {} : { startsUntil: Date.parse(grant.startsUntil) }),
    durationMinutes: parameters.duration,
    accommodations,
    closing: grant.closing,
    language: grant.language,
    trial: parameters.trial,
    proctoring: parameters.proctoring,
    level: policy.level,
    records: { camera, microphone, screen },
    identification: parameters.identification,
    checkIdPhotoQuality: parameters.checkIdPhotoQuality,
    calculator: parameters.calculator,
    allowed: Object.entries(parameters.rules)
      .filter(([, value]) => value === true)
      .map(([key]) => key),
    customRules: parameters.rules.custom_rules,
    ...(parameters.userAgreementUrl === undefined
      ? {}
      : { agreementUrl: parameters.userAgreementUrl }),
    stepsNotNeeded: stepsNotNeeded(policy.recording, parameters.identification),
    mobileNeeded: parameters.auxiliaryCamera,
    reconnectMinutes: grant.reconnectMinutes,
    contest: grant.contest,
    takesCodes: grant.supportKey !== undefined,
    contested,
    desk: grant.desk,
    ...(grant.purpose === 'check' ? { checkOnly: true } : {}),
    ...(grant.checkedBefore.length > 0 ? { checkedBefore: grant.checkedBefore } : {}),
    unattended: grant.unattended,
  };
}

/** An LMS may keep names to itself; its own id of the candidate is what is left then. */
function nameOf({
  firstName,
  thirdName,
  lastName,
  userId,
}: Pick<Grant['parameters'], 'firstName' | 'thirdName' | 'lastName' | 'userId'>): string {
  const parts = [firstName, thirdName, lastName].filter(
    (part) => part !== undefined && part !== '',
  );
  return parts.length === 0 ? userId : parts.join(' ');
}
