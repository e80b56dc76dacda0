import { useEffect, useRef } from 'react';
import { useBridge } from '../bridge.ts';
import type { DeskNote } from '../../contract/desk.ts';

/** Tells once of each note that it is on screen. */
export function useShown(
  notes: readonly DeskNote[],
  what: 'message_shown' | 'warning_shown',
): void {
  const bridge = useBridge();
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const { id } of notes) {
      if (told.current.has(id)) continue;
      told.current.add(id);
      bridge.ask('desk.shown', { id, what }).catch(() => {
        // Told again when the page is drawn anew.
        told.current.delete(id);
      });
    }
  }, [bridge, notes, what]);
}
