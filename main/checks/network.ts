import type { CheckVerdict, Evidence } from '../../contract/check.ts';
import type { NetworkReading } from '../system/network.ts';
import type { Check } from './check.ts';

/** The institution's server answers. How fast the line is belongs to the bandwidth step. */
export const network: Check<NetworkReading> = {
  step: 'network',
  timeout: 20_000,
  probe: (system) => system.readNetwork(),
  judge: judgeNetwork,
};

/** An answer that takes longer will be felt at every click. Milliseconds. */
const SLOW = 2_000;

export function judgeNetwork({ answer, online, proxied }: NetworkReading): CheckVerdict {
  if (answer.from === 'ours') {
    if (answer.milliseconds <= SLOW) return { outcome: 'pass', evidence: [] };
    const values = { seconds: Math.round(answer.milliseconds / 1000) };
    return { outcome: 'warn', evidence: [{ code: 'network_slow', values }] };
  }
  return { outcome: 'fail', evidence: [why(answer.from, online), ...hints(proxied)] };
}

function why(from: 'foreign' | 'nobody', online: boolean): Evidence {
  if (from === 'foreign') return { code: 'network_sign_in_page', values: {} };
  return { code: online ? 'network_no_answer' : 'network_offline', values: {} };
}

function hints(proxied: boolean): Evidence[] {
  return proxied ? [{ code: 'network_proxy', values: {} }] : [];
}
