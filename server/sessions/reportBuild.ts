import type { Evidence } from '../../contract/check.ts';
import type { Redemption } from '../../contract/http.ts';
import { addIncident } from '../storage/incidents.ts';
import { incidentId } from './incidentId.ts';
import type { SessionWork } from './work.ts';

type Told = Pick<Redemption, 'appVersion' | 'platform' | 'build'>;

/**
 * Tells staff of an app that is none of the institution's known builds, once for each. Never more than
 * that: a build may be new, and what an app says of itself proves nothing.
 */
export async function reportBuild(work: SessionWork, told: Told): Promise<void> {
  const { session, now, db, deps } = work;
  const evidence = strangeness(told, deps.config.knownBuilds);
  if (evidence === undefined) return;
  await addIncident(db, {
    id: incidentId(session.id, `build ${JSON.stringify(evidence)}`),
    sessionId: session.id,
    incident: { kind: 'unknown_build', severity: 'notice', evidence: [evidence] },
    at: now,
    receivedAt: now,
    source: 'server',
  });
  work.visible = true;
}

/**
 * What is strange of a build; nothing where it is known, or where no list of them is kept. Pure.
 * @param known SHA-256 of the signed lists of files, hexadecimal
 */
export function strangeness(
  { appVersion: version, platform, build }: Told,
  known: readonly string[] | undefined,
): Evidence | undefined {
  if (known === undefined) return undefined;
  if (build === undefined) return { code: 'build_untold', values: { version, platform } };
  const { kind, manifest } = build;
  if (manifest !== undefined && known.includes(manifest)) return undefined;
  if (manifest === undefined || kind !== 'release')
    return { code: `build_${kind}`, values: { version, platform } };
  return { code: 'build_unlisted', values: { version, platform, build: manifest } };
}
