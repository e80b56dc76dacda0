import { useEffect, useState } from 'react';
import { useSituation } from './store.ts';

/** The server's time, milliseconds since the epoch, drawn anew every `every` milliseconds. */
export function useNow(every: number): number {
  const { clockOffset } = useSituation();
  const [own, setOwn] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setOwn(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return own + clockOffset;
}
