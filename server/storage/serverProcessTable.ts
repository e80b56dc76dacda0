/** One server process; kept for an hour after its last word. */
export interface ServerProcessTable {
  /** Random, made at its start. */
  id: string;
  /** By the process's own clock, as everything that is said of candidates. */
  listeningSince: Date;
  /** When it began to listen and when it last said so, by the database's clock, the same for all. */
  begunAt: Date;
  renewedAt: Date;
}

/** Who does the timed jobs, until a moment of the database's clock. */
export interface JobLeaseTable {
  name: string;
  holder: string;
  heldUntil: Date;
}
