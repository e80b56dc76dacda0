import type { z } from 'zod';

/** Who admits a call. */
export type Admission =
  'none' | 'apiToken' | 'startToken' | 'accessToken' | 'renewal' | 'signature';

export const GROUPS = ['Integration', 'App', 'ProctorExam', 'Service'] as const;
export type Group = (typeof GROUPS)[number];

export interface Answer {
  readonly description: string;
  /** Left out: not JSON, see `type`. */
  readonly schema?: z.ZodType;
  readonly type?: string;
}

/** One public route as it is told to whoever writes a client. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As the route is declared, with `:name` for what varies. */
  readonly path: string;
  readonly group: Group;
  readonly summary: string;
  readonly admission: Admission;
  readonly query?: z.ZodObject;
  readonly body?: {
    readonly type: string;
    /** Other types in which the same is taken. */
    readonly alsoTypes?: readonly string[];
    readonly schema?: z.ZodType;
    readonly isOptional?: boolean;
  };
  readonly answers: Readonly<Record<number, Answer>>;
}
