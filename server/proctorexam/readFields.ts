import type { z } from 'zod';
import type { Fault } from '../../contract/reasons.ts';
import { ServerRefusal } from '../refusal.ts';
import type { Params } from './signature.ts';

/** @throws ServerRefusal naming every parameter at fault, in the words that this API's clients know */
export function readFields<Output>(schema: z.ZodType<Output>, params: Params): Output {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => faultOf(issue, params));
  throw new ServerRefusal('parameters_invalid', faults);
}

function faultOf({ path, code, message }: z.core.$ZodIssue, params: Params): Fault {
  const name = path.join('.');
  const [first] = path;
  const value = first === undefined ? undefined : params[String(first)];
  if (path.length === 1 && (value === undefined || value === null || value === '')) {
    return { path: name, code: 'missing', message: "can't be blank" };
  }
  if (code === 'invalid_value') return { path: name, code, message: 'is not included in the list' };
  return { path: name, code, message };
}

/** One parameter that cannot be taken as it is. */
export function refuseField(path: string, code: string, message: string): ServerRefusal {
  return new ServerRefusal('parameters_invalid', [{ path, code, message }]);
}
