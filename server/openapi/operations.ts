import type { RouteOptions } from 'fastify';
import { appOperations } from './appOperations.ts';
import { integrationOperations } from './integrationOperations.ts';
import type { Operation } from './operation.ts';
import { proctorexamOperations } from './proctorexamOperations.ts';
import { serviceOperations } from './serviceOperations.ts';

/** Every public route of those that are registered; a test holds that none is missing. */
export function operationsOf(registered: readonly RouteOptions[]): Operation[] {
  return [
    ...integrationOperations,
    ...appOperations,
    ...proctorexamOperations(registered),
    ...serviceOperations,
  ];
}

/** Addresses of pages and their parts: for people, and of no use to a client. */
export const FOR_PEOPLE: readonly RegExp[] = [
  /^\/(download|about-lockdown|api-reference)?$/,
  /^\/assets\//,
  // Mailed links, the exam's page, and the page where a time is booked.
  /\/booking\/$/,
  /^\/proctorexam\//,
  /^\/staff(\/|$)/,
];
