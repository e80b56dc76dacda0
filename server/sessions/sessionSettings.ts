import type { Integration } from '../config.ts';
import { PROCTOREXAM } from '../instituteConfig.ts';
import { instituteSettings } from '../proctorexam/sessionSettings.ts';
import { ServerRefusal } from '../refusal.ts';
import type { SessionWork } from './work.ts';

/** What a session has of where it comes from, rather than of its start. */
export type SessionSettings = Pick<
  Integration,
  'name' | 'languages' | 'proofMessage' | 'reconnectMinutes' | 'contest'
> & {
  /** Absent: candidates wait. */
  readonly unattended?: Integration['unattended'];
  /** `preset:…` allowed; absent: what follows from the entry. */
  readonly urlRules?: readonly string[] | undefined;
  /** Where the exam begins for this access; absent: at the session's own entry. */
  readonly entryUrl?: string;
};

/**
 * Of the session's integration, or of its institute where it has none.
 * @throws ServerRefusal when the session's integration is no longer configured
 */
export async function settingsOf(work: SessionWork, accessToken: string): Promise<SessionSettings> {
  const name = work.session.integration;
  if (name === PROCTOREXAM) return instituteSettings(work, accessToken);
  const found = work.deps.config.integrations.find((integration) => integration.name === name);
  if (found === undefined) throw new ServerRefusal('integration_unknown');
  return found;
}
