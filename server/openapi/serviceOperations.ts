import { z } from 'zod';
import { HealthAnswer, ReadyAnswer } from '../operations/healthRoutes.ts';
import type { Operation } from './operation.ts';

/** What whoever runs the server calls. */
export const serviceOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/healthz',
    group: 'Service',
    summary: 'The process runs.',
    admission: 'none',
    answers: { 200: { description: 'Always.', schema: HealthAnswer } },
  },
  {
    method: 'get',
    path: '/readyz',
    group: 'Service',
    summary: 'Whether this process should be sent requests.',
    admission: 'none',
    answers: {
      200: { description: 'It should.', schema: ReadyAnswer },
      503: { description: 'It should not, and why.', schema: ReadyAnswer },
    },
  },
  {
    method: 'get',
    path: '/openapi.json',
    group: 'Service',
    summary: 'This document.',
    admission: 'none',
    answers: { 200: { description: 'OpenAPI 3.1.', schema: z.looseObject({}) } },
  },
];
