import { appOperations } from './appOperations.ts';
import { integrationOperations } from './integrationOperations.ts';
import type { Operation } from './operation.ts';
import { serviceOperations } from './serviceOperations.ts';

/** Every public route; a test holds that none is missing. */
export const operations: readonly Operation[] = [
  ...integrationOperations,
  ...appOperations,
  ...serviceOperations,
];

/** Addresses of pages and their parts: for people, and of no use to a client. */
export const FOR_PEOPLE: readonly RegExp[] = [
  /^\/(download|about-lockdown|api-reference)?$/,
  /^\/assets\//,
  /^\/staff(\/|$)/,
];
