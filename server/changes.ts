/** Which session of which exam is no longer as it was. Ids are ours. */
export interface Change {
  readonly sessionId: string;
  readonly examId: string;
}

/**
 * Tells the open Students pages that something changed. Lives in this process: one server process
 * serves one database.
 */
export interface Changes {
  publish(change: Change): void;
  /** Calls back on every change; the returned function ends it. */
  subscribe(heard: (change: Change) => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    publish(change) {
      for (const heard of listeners) heard(change);
    },
    subscribe(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}
