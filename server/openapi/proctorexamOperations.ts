import type { RouteOptions } from 'fastify';
import { z } from 'zod';
import type { Operation } from './operation.ts';
import { callOf } from './proctorexamCalls.ts';

const OURS = /^\/(api\/v3|users)\//;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** What this API's clients read when something is turned down. */
const Fields = z.record(z.string(), z.array(z.string()));

/**
 * The routes of ProctorExam's API v3, as they are registered, with what they take beside their ids and the
 * signature; their answers are that API's own and stand in `docs/proctorexam-api.md`.
 */
export function proctorexamOperations(routes: readonly RouteOptions[]): Operation[] {
  return routes
    .filter(({ url }) => OURS.test(url) && !url.includes('*'))
    .flatMap(({ method, url }) =>
      METHODS.filter((each) => [method].flat().includes(each.toUpperCase())).map(
        (each): Operation => ({
          method: each,
          path: url,
          group: 'ProctorExam',
          ...described(each, url),
          admission: url.startsWith('/users/') ? 'none' : 'signature',
          answers: {
            [each === 'post' && !url.startsWith('/users/') ? 201 : 200]: {
              description: 'Done.',
              schema: z.looseObject({}),
            },
            422: { description: 'What is wrong with which field.', schema: Fields },
          },
        }),
      ),
    );
}

/** Signed calls may say the same in the query string; a GET does. */
function described(
  method: Operation['method'],
  url: string,
): Pick<Operation, 'summary' | 'query' | 'body'> {
  const { summary, takes } = callOf(method, url);
  if (takes === undefined) return { summary };
  if (method === 'get') return { summary, query: takes };
  return { summary, body: { type: 'application/json', schema: takes } };
}
