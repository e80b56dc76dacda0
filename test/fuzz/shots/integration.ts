import fc from 'fast-check';
import { parseStartParameters } from '../../../contract/startParameters.ts';
import { parameters as parametersOf, sign } from '../../server/support/lms.ts';
import type { TestServer } from '../../server/support/server.ts';
import { bodyOf, garbled, spoilt, utf8 } from '../hostile.ts';
import { anything, refused, type Shot } from '../shot.ts';
import { asHeader, headerText, sameToken } from '../text.ts';
import { FORM_TYPE, JSON_TYPE, type Kinds } from './kinds.ts';

/**
 * Sound parameters of one of many exams: a call about an exam that all candidates share rewrites each of
 * their sessions, and would be most of the work.
 */
const EXAMS = 200;
let asked = 0;
function parameters(server: TestServer): Record<string, unknown> {
  asked += 1;
  return parametersOf(server, { examId: `fuzzed-${asked % EXAMS}` });
}

/** What an LMS sends. */
export const INTEGRATION_SHOTS: Kinds = {
  'start: parameters with one thing wrong': ({ server }) =>
    spoilt(parameters(server)).map((payload): Shot => {
      const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
      const sound = isObject && parseStartParameters(JSON.parse(JSON.stringify(payload))).ok;
      return start(server.integration, sign(payload, server.secret), sound ? anything : refused);
    }),

  'start: token garbled, unsigned or signed by another': ({ server }) => {
    const payload = parameters(server);
    const token = sign(payload, server.secret);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const other = sign(payload, `${server.secret}!`);
    const forged = fc.constantFrom(
      ...[`${none}.${claims}.`, `${none}.${claims}.${signature}`, other, `${head}.${claims}.`],
      sign(payload, server.secret, { alg: 'HS512', typ: 'JWT' }),
      sign(payload, '', { alg: 'HS256', typ: 'JWT' }),
      sign(payload, server.secret, { alg: 'HS256', typ: 'JWT', crit: ['b64'], b64: false }),
    );
    return fc
      .oneof(garbled(token), forged, fc.string({ unit: 'binary', maxLength: 300 }))
      .map((text) => start(server.integration, text, sameToken(text, token) ? anything : refused));
  },

  'integration API: header garbled': ({ server }) => {
    const token = sign({ exp: server.now() / 1000 + 30 }, server.secret);
    const paths = ['exams/', 'sessions/session-1/status/', 'sessions/x/finish/'];
    return fc
      .tuple(fc.constantFrom(...paths), fc.oneof(garbled(`JWT ${token}`), headerText))
      .map(([path, authorization]): Shot => ({
        method: path.endsWith('status/') ? 'GET' : 'POST',
        path: `/api/v2/integration/simple/${server.integration}/${path}`,
        headers: { authorization: asHeader(authorization) },
        judge: sameToken(asHeader(authorization).replace(/^JWT /, ''), token) ? anything : refused,
      }));
  },

  'integration API: body of an exam': ({ server }) => {
    const { sessionId: _1, sessionUrl: _2, userId: _3, ...exam } = parameters(server);
    return bodyOf(spoilt(exam)).map((body): Shot => ({
      method: 'POST',
      path: `/api/v2/integration/simple/${server.integration}/exams/`,
      headers: {
        ...JSON_TYPE,
        authorization: `JWT ${sign({ exp: server.now() / 1000 + 30 }, server.secret)}`,
      },
      body,
      judge: anything,
    }));
  },
};

function start(integration: string, token: string, judge: Shot['judge']): Shot {
  return {
    method: 'POST',
    path: `/integration/simple/${integration}/start/`,
    headers: { ...FORM_TYPE, accept: 'application/json' },
    body: utf8(new URLSearchParams({ token }).toString()),
    judge,
  };
}
