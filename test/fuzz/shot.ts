import { keepable } from '../../server/client/keepable.ts';

/** One input and what the server must make of it. */
export interface Shot {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /**
   * Says what is wrong with an answer, if anything. That it is no 5xx is looked at for every input;
   * here stands what may not be accepted.
   */
  readonly judge: (answer: Answered) => string | undefined;
}

export interface Answered {
  readonly status: number;
  /** Parsed JSON, or nothing. */
  readonly body: unknown;
}

/** For what may turn out valid: everything but a fault of the server's own is right. */
export const anything = (): undefined => undefined;

/** For what a schema or a key refuses. Too many calls are a refusal as well. */
export const refused = ({ status }: Answered): string | undefined =>
  status >= 400 ? undefined : `was accepted with ${String(status)}`;

/** A body that a schema must judge as we do. */
export const judgedBy =
  (schema: { safeParse(value: unknown): { success: boolean } }) =>
  (body: Uint8Array): Shot['judge'] => {
    const value = parsed(body);
    return schema.safeParse(keepable(value)).success ? anything : refused;
  };

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    // No JSON at all, which no schema takes.
    return undefined;
  }
}
