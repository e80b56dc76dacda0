import { useEffect, useState } from 'react';
import { useBridge } from './bridge.ts';
import type { Notice } from '../contract/channels.ts';

/** Long enough to be read twice, milliseconds. */
const STAYS = 12_000;

/** The last notice, for as long as it is shown. */
export function useNotice(): Notice | null {
  const bridge = useBridge();
  const [notice, setNotice] = useState<Notice | null>(null);
  useEffect(() => bridge.listen('notice.shown', setNotice), [bridge]);
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), STAYS);
    return () => clearTimeout(timer);
  }, [notice]);
  return notice;
}
