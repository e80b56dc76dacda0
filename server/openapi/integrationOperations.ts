import { z } from 'zod';
import { SessionStatusAnswer, StartAnswer } from '../../contract/http.ts';
import { Fault } from '../../contract/reasons.ts';
import { ExamParameters } from '../../contract/startParameters.ts';
import type { Operation } from './operation.ts';

/** A word for the log; clients look at the status code. */
const Finished = z.object({ message: z.enum(['finished', 'not_changed']) });
const Kept = z.object({
  examId: z.string(),
  message: z.enum(['created', 'updated']),
  notes: z.array(Fault),
});
const Ticket = z.object({ deepLink: z.string(), expiresAt: z.iso.datetime() });

/** What an LMS calls, and what its pages open. */
export const integrationOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/integration/simple/:name/start/',
    group: 'Integration',
    summary:
      'Starts or resumes a session. `token` is a JWT (HS256) whose payload is `StartParameters`, signed with the integration’s secret.',
    admission: 'startToken',
    body: {
      type: 'application/x-www-form-urlencoded',
      alsoTypes: ['multipart/form-data'],
      schema: z.object({ token: z.string().max(250_000) }),
    },
    answers: {
      200: { description: 'With `Accept: application/json`; else a page.', schema: StartAnswer },
    },
  },
  {
    method: 'post',
    path: '/integration/simple/:name/ticket/',
    group: 'Integration',
    summary: 'The next one-time ticket for a start page that is open.',
    admission: 'renewal',
    body: { type: 'application/json', schema: z.object({ renewal: z.string().max(100) }) },
    answers: { 200: { description: 'A new deep link.', schema: Ticket } },
  },
  {
    method: 'get',
    path: '/api/v2/integration/simple/:name/sessions/:sessionId/status/',
    group: 'Integration',
    summary: 'The state of a session, named by the LMS’s own id.',
    admission: 'apiToken',
    answers: { 200: { description: 'The state.', schema: SessionStatusAnswer } },
  },
  {
    method: 'post',
    path: '/api/v2/integration/simple/:name/sessions/:sessionId/finish/',
    group: 'Integration',
    summary:
      'Says that the test was handed in. An address that cannot be taken is left out and audited; the session ends all the same.',
    admission: 'apiToken',
    body: {
      type: 'application/json',
      isOptional: true,
      schema: z.union([
        z.object({ sessionFinishUrl: z.string().max(2550).nullish() }),
        z.array(z.never()).max(0),
      ]),
    },
    answers: { 200: { description: '`not_changed` when it was not running.', schema: Finished } },
  },
  {
    method: 'post',
    path: '/api/v2/integration/simple/:name/exams/',
    group: 'Integration',
    summary: 'Creates an exam, or gives a known one new values.',
    admission: 'apiToken',
    body: { type: 'application/json', schema: ExamParameters },
    answers: {
      200: { description: 'It was known.', schema: Kept },
      201: { description: 'It is new.', schema: Kept },
    },
  },
];
