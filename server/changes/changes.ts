/** Which session of which exam is no longer as it was. Ids are ours. */
export interface Change {
  readonly sessionId: string;
  readonly examId: string;
}

/**
 * Tells open pages and apps that something changed, in whichever server process it changed. Nothing that
 * must happen may hang on it alone: it hastens looking, it is no queue.
 */
export interface Changes {
  /** Only once the change is safe in the database: whoever hears of it looks at once. */
  publish(change: Change): void;
  /**
   * Calls back on every change; the returned function ends it.
   * @param missed changes may have been missed, of whatever session: look at everything anew
   */
  subscribe(heard: (change: Change) => void, missed: () => void): () => void;
  /** Says what is still unsaid, and ends. */
  close(): Promise<void>;
}

/** Subscribers of this process. */
export interface Listeners {
  readonly subscribe: Changes['subscribe'];
  readonly tell: (change: Change) => void;
  readonly tellMissed: () => void;
}

export function createListeners(): Listeners {
  const listeners = new Set<{ heard: (change: Change) => void; missed: () => void }>();
  return {
    subscribe(heard, missed) {
      const listener = { heard, missed };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(change) {
      for (const { heard } of listeners) heard(change);
    },
    tellMissed() {
      for (const { missed } of listeners) missed();
    },
  };
}

/** Changes of one process that has its database for itself. */
export function ownChanges(): Changes {
  const { subscribe, tell } = createListeners();
  return { subscribe, publish: tell, close: () => Promise.resolve() };
}
