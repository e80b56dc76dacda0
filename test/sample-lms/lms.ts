import type { FastifyInstance } from 'fastify';
import type { LmsSettings } from './settings.ts';
import type { LmsState } from './state.ts';

/** What every route of the LMS works with. */
export interface Lms {
  readonly settings: LmsSettings;
  readonly state: LmsState;
  /** The address candidates use, without a slash at its end; known once the LMS listens. */
  publicUrl: string;
  /** A second origin that only hostile pages try to reach; known once it listens. */
  elsewhereUrl: string;
  /** Calls under way to the proctoring server; closing waits for them. */
  readonly pending: Set<Promise<void>>;
}

/** One file of routes. */
export type RegisterRoutes = (app: FastifyInstance, lms: Lms) => void;
