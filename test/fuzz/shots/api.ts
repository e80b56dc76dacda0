import fc from 'fast-check';
import type { Member } from '../../server/proctorexam/institute.ts';
import { sign } from '../../server/support/lms.ts';
import { bodyOf, garbled, hostile, jsonOf, spoilt, utf8 } from '../hostile.ts';
import type { Route } from '../routes.ts';
import { anything, refused, type Shot } from '../shot.ts';
import { asHeader, headerText, segment } from '../text.ts';
import { FORM_TYPE, JSON_TYPE, type Kinds } from './kinds.ts';

/** ProctorExam's API, and every route there is. */
export const API_SHOTS: Kinds = {
  'API v3: a signature that is not right': ({ member, routes }) =>
    fc.tuple(apiRoute(routes), spoilt({ name: 'Ada', per_page: 20 })).chain(([route, params]) => {
      const { path, signed } = signedCall(route, member, asParams(params), '1');
      const signature = String(signed['signature']);
      return fc
        .oneof(garbled(signature), hostile, fc.constant('0'.repeat(64)))
        .map((other): Shot => {
          const same = typeof other === 'string' && /^[\da-f]{64}/i.exec(other)?.[0] === signature;
          const judge = same ? anything : refused;
          return apiShot(route, path, { ...signed, signature: other }, member.token, judge);
        });
    }),

  'API v3: signed well, any values': ({ member, routes }) =>
    fc
      .tuple(
        apiRoute(routes),
        spoilt({ name: 'Ada', email: 'ada@uni.example', per_page: 20 }),
        segment,
      )
      .map(([route, params, id]): Shot => {
        const { path, signed } = signedCall(route, member, asParams(params), id);
        return apiShot(route, path, signed, member.token, anything);
      }),

  'every route: any segments, headers and bodies': ({ server, routes }) =>
    fc
      .tuple(
        fc.constantFrom(...routes),
        fc.array(segment, { minLength: 6, maxLength: 6 }),
        fc.constantFrom(JSON_TYPE, FORM_TYPE, { 'content-type': 'text/plain' }, {}),
        fc.oneof(headerText, fc.constant(`JWT ${sign({ exp: 9e9 }, server.secret)}`)),
        bodyOf(hostile),
      )
      .map(([{ method, path }, segments, type, authorization, body]): Shot => {
        let next = 0;
        const filled = path
          .split('/')
          .map((part) => (part.startsWith(':') ? segments[next++ % 6] : part))
          .join('/');
        return {
          method,
          path: filled,
          headers: {
            ...(method === 'GET' ? {} : type),
            authorization: asHeader(authorization),
            cookie: `invigil_staff=${asHeader(segments[5] ?? '').replace(/[;,\s]/g, '')}`,
            accept: 'application/vnd.procwise.v3, text/html;q=0.5',
          },
          ...(method === 'GET' ? {} : { body }),
          judge: anything,
        };
      }),
};

const apiRoute = (routes: readonly Route[]): fc.Arbitrary<Route> =>
  fc.constantFrom(...routes.filter(({ path }) => path.startsWith('/api/v3/')));

const asParams = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : { value };

/** @param id for every parameter of the path; what is signed holds them as well */
function signedCall(route: Route, member: Member, params: Record<string, unknown>, id: string) {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const path = route.path.replace(/:[\w|:]+/g, id);
  const ids = Object.fromEntries(names.map((name) => [name, decodeURIComponent(id)]));
  return { path, signed: member.client.signed(params, ids) };
}

function apiShot(
  { method }: Route,
  path: string,
  params: Record<string, unknown>,
  token: string,
  judge: Shot['judge'],
): Shot {
  const headers = {
    accept: 'application/vnd.procwise.v3',
    authorization: `Token token=${token}`,
  };
  if (method !== 'GET' && method !== 'DELETE') {
    const body = utf8(JSON.stringify(params));
    return { method, path, headers: { ...headers, ...JSON_TYPE }, body, judge };
  }
  const query = Object.entries(params).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : jsonOf(value),
  ]);
  return { method, path: `${path}?${new URLSearchParams(query).toString()}`, headers, judge };
}
