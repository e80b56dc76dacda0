import type { FaultCode } from '../../contract/startParameters.ts';
import { startReading } from '../../contract/startParameters/faults.ts';
import { sessionFields } from '../../contract/startParameters/sessionFields.ts';
import { isAbsent } from '../../contract/startParameters/text.ts';

/** What a finish says. */
export interface FinishBody {
  /** Where the candidate goes on, the quiz review for one; beats the address of the start. */
  readonly finishUrl?: string | undefined;
  /** Why the address that was sent cannot be taken. */
  readonly leftOut?: FaultCode | undefined;
}

/**
 * Reads the body of a finish, which may be empty; `[]` counts as `{}`: PHP writes an empty map that way.
 * @returns nothing when it is no JSON object
 */
export function readFinishBody(body: unknown): FinishBody | undefined {
  if (body === undefined || body === null) return {};
  if (Array.isArray(body)) return body.length === 0 ? {} : undefined;
  if (typeof body !== 'object') return undefined;
  const { sessionFinishUrl } = body as Record<string, unknown>;
  if (isAbsent(sessionFinishUrl)) return {};
  const { reading, findings } = startReading();
  const finishUrl = sessionFields.sessionFinishUrl.kind.read(sessionFinishUrl, reading);
  return { finishUrl, leftOut: findings.faults[0]?.code as FaultCode | undefined };
}
