/** How a server process takes its leave: told first, so that whoever holds a connection can go elsewhere. */
export interface Draining {
  /** Whether this process is about to end: it answers, and asks to be left. */
  isDraining(): boolean;
  /**
   * Calls back once when it begins to drain, soon when it does already; the returned function ends it.
   * Whoever holds a stream open ends it then: the other side connects anew, to another process.
   */
  onDrain(leave: () => void): () => void;
}

export function createDraining(): Draining & { begin(): void } {
  const leaving = new Set<() => void>();
  let draining = false;
  return {
    isDraining: () => draining,
    onDrain(leave) {
      if (draining) queueMicrotask(leave);
      else leaving.add(leave);
      return () => leaving.delete(leave);
    },
    begin() {
      draining = true;
      for (const leave of leaving) leave();
      leaving.clear();
    },
  };
}
