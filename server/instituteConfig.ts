import { z } from 'zod';
import { ContestMode } from '../contract/contest.ts';
import { LockdownLevel } from '../contract/lockdownPolicy.ts';

const Language = z.string().min(2).max(20);

const ApiAdministrator = z.strictObject({
  email: z.email().max(255),
  name: z.string().min(1).max(255),
});

/**
 * An institute whose clients speak ProctorExam's API: an account of ours without an LMS. What such a
 * client may change itself, the mails for one, is kept in the database.
 */
export const InstituteConfig = z.strictObject({
  /** Names it in this file, for good; clients are given a number. */
  id: z.string().regex(/^[\w.-]{1,60}$/, 'may hold letters, digits, dot, hyphen and underscore'),
  name: z.string().min(1).max(255),
  /** Languages of the app and the mails; the first one is the fallback. */
  languages: z
    .array(Language)
    .min(1, 'must name at least one language')
    .pipe(z.tuple([Language], Language))
    .default(['en', 'fr']),
  /** How far exams are locked down; the API has no word for it. */
  secureBrowserLevel: LockdownLevel.default('basic'),
  contest: ContestMode.default('code'),
  /** How long a system check done in advance counts. Days. */
  checkValidDays: z.number().int().min(1).max(365).default(30),
  /** Users that are made at the start where they are missing. */
  administrators: z.array(ApiAdministrator).default([]),
});
export type InstituteConfig = z.infer<typeof InstituteConfig>;

/** An institute that a client made: everything as it is where the configuration says nothing. */
export const UNCONFIGURED: InstituteConfig = InstituteConfig.parse({ id: '-', name: '-' });

/** The name under which the sessions of this API stand among those of the integrations. */
export const PROCTOREXAM = 'proctorexam';
