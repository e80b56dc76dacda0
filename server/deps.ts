import type { Changes } from './changes/changes.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { EvidenceStore } from './evidence/fileStore.ts';
import type { Groups } from './groups/groups.ts';
import type { Log } from './log.ts';
import type { Metrics } from './operations/metrics.ts';
import type { Draining } from './processes/draining.ts';
import type { Membership } from './processes/membership.ts';
import type { HandedOutRules } from './ruleSet.ts';
import type { Sealing } from './sealing.ts';
import type { Database } from './storage/openDatabase.ts';
import type { StaffKeys } from './people/staffKeys.ts';
import type { SupportKeys } from './supportKeys.ts';
import type { Watch } from './time/watch.ts';

/** Everything the routes work with; wired once, in `main.ts` or in a test. */
export interface Deps {
  readonly config: Config;
  readonly database: Database;
  readonly groups: Groups;
  readonly clock: Clock;
  readonly log: Log;
  readonly evidence: EvidenceStore;
  readonly changes: Changes;
  readonly watch: Watch;
  readonly membership: Membership;
  readonly draining: Draining;
  readonly metrics: Metrics;
  readonly rules: HandedOutRules;
  readonly supportKeys: SupportKeys;
  readonly staffKeys: StaffKeys;
  readonly sealing: Sealing;
  /**
   * Where browsers and apps reach the server, ending in a slash. A function, because a free port is
   * known only once the server listens.
   */
  readonly publicUrl: () => string;
}
