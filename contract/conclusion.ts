import { z } from 'zod';

/**
 * What a session came to in the eyes of whoever reviewed it; `unknown` until somebody said so.
 * Source: docs.constructor.tech, sending proctoring result to LMS.
 */
export const Conclusion = z.enum(['accepted', 'rejected', 'unknown']);
export type Conclusion = z.infer<typeof Conclusion>;

/** Own bound; a comment is shown in the LMS in a line of a table. Characters. */
export const COMMENT_MOST = 2000;
