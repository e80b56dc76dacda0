import type { FastifyReply } from 'fastify';
import type { Grant } from '../../contract/grant.ts';
import { policyText } from '../sessions/policies.ts';

/** Nine tenths of a grant are its policy, which is the same text for all candidates of an exam. */
export function sendGrant(reply: FastifyReply, { policy, ...rest }: Grant): FastifyReply {
  const text = `${JSON.stringify(rest).slice(0, -1)},"policy":${policyText(policy)}}`;
  return reply
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(text);
}
