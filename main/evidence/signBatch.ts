import { logBatchText, type BatchLog, type LogEnd } from '../../contract/logChain.ts';
import { ServerError } from '../system/serverAnswer.ts';
import type { EventsBatch } from './batch.ts';
import { signText, type LogKey } from './logKey.ts';

/**
 * Signs a batch with the key of its log.
 * @param lostAfter where the server's log ends, when what should continue it is lost here
 * @throws ServerError when the key is not here any more: no try will ever succeed
 */
export function signBatch(
  session: string,
  keys: readonly LogKey[],
  { links }: Pick<EventsBatch, 'links'>,
  lostAfter?: LogEnd,
): BatchLog {
  const [{ log, number, previous }] = links;
  const { hash, number: last } = links.at(-1) ?? links[0];
  const key = keys.find((each) => each.public === log);
  if (key === undefined) {
    throw new ServerError('log_key_unknown', 'the key of the log is not here', { passing: false });
  }
  const batch = {
    ...{ key: log, first: number, previous },
    ...(lostAfter === undefined ? {} : { lostAfter }),
  };
  const signature = signText(key, logBatchText(session, batch, { number: last, hash }));
  return { ...batch, signature };
}
