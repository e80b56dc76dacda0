import type { z } from 'zod';
import type { Fault } from '../../contract/reasons.ts';
import { ServerRefusal } from '../refusal.ts';
import { keepable } from './keepable.ts';

/** @throws ServerRefusal naming every field at fault */
export function readBody<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  const parsed = schema.safeParse(keepable(body));
  if (parsed.success) return parsed.data;
  throw new ServerRefusal('body_invalid', faultsOf(parsed.error));
}

/** What zod found, as every refusal tells it. Never the value itself. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }));
}
