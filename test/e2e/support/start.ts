import { StartAnswer } from '../../../contract/http.ts';
import type { SignedStart } from '../../sample-lms/starts.ts';

/** Posts a signed start as an API client would; answers the deep link and what goes with it. */
export async function postStart(start: SignedStart): Promise<StartAnswer> {
  const response = await fetch(start.action, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ token: start.token }),
  });
  const body: unknown = await response.json();
  if (!response.ok)
    throw new Error(`start refused: ${String(response.status)} ${JSON.stringify(body)}`);
  return StartAnswer.parse(body);
}
