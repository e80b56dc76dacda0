import { z } from 'zod';
import type { LogEnd } from '../../contract/logChain.ts';
import { Refusal, type Fault, type Reason } from '../../contract/reasons.ts';

/** Why a call to the server came to nothing. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly reason: Reason;
  /** Whether the same call may succeed later by itself. */
  readonly passing: boolean;
  readonly faults: readonly Fault[];
  /** Where the event log ends that the server holds, when a batch did not continue it. */
  readonly held: LogEnd | undefined;

  constructor(
    reason: Reason,
    message: string,
    facts: {
      passing: boolean;
      faults?: readonly Fault[];
      held?: LogEnd | undefined;
      cause?: unknown;
    },
  ) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.reason = reason;
    this.passing = facts.passing;
    this.faults = facts.faults ?? [];
    this.held = facts.held;
  }
}

/** An answer and when it was asked for and came, in the monotonic clock's milliseconds. */
export interface Answered<T> {
  readonly value: T;
  readonly asked: number;
  readonly answered: number;
}

/** The server was not reached, or did not answer in time. */
export function unreachable(cause: unknown): ServerError {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new ServerError('server_unreachable', words, { passing: true, cause });
}

/** Reads an answer's body; anything but what the contract says is a fault of the server. */
export function readAnswer<S extends z.ZodType>(
  status: number,
  body: string,
  schema: S,
): z.output<S> {
  const json = parseJson(body);
  if (status >= 200 && status < 300) {
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new ServerError('server_fault', `unreadable answer: ${z.prettifyError(parsed.error)}`, {
      passing: true,
    });
  }
  const refusal = Refusal.safeParse(json);
  if (refusal.success) {
    const { error, message, faults, held } = refusal.data;
    throw new ServerError(error, message, { passing: isPassing(status), faults, held });
  }
  // Not our server's own words: a proxy's or a portal's.
  throw new ServerError('server_fault', `status ${status} without a reason`, { passing: true });
}

/** Faults of the server and its surroundings pass; what it says of the call itself does not. */
function isPassing(status: number): boolean {
  return status >= 500 || status === 429 || status === 408;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON: the schema refuses it with the status beside it.
    return undefined;
  }
}
