import type { Incident } from '../../contract/incident.ts';

/** What the network's coming and going makes known. */
export interface Reach {
  /** The server was reached, or not, at the last try. */
  readonly tell: (reached: boolean) => void;
}

interface Deps {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly onChange: (reached: boolean) => void;
  readonly report: (incident: Incident) => void;
}

/** Reports when the server is out of reach and when it is back; once each, however often it was tried. */
export function watchReach({ now, onChange, report }: Deps): Reach {
  let lostAt: number | undefined;
  return {
    tell(reached) {
      if (reached === (lostAt === undefined)) return;
      onChange(reached);
      if (!reached) {
        lostAt = now();
        report({ kind: 'network_lost', severity: 'info', evidence: [] });
        return;
      }
      const seconds = Math.round((now() - (lostAt ?? now())) / 1000);
      lostAt = undefined;
      const evidence = [{ code: 'away_for', values: { seconds } }];
      report({ kind: 'network_regained', severity: 'info', evidence });
    },
  };
}
