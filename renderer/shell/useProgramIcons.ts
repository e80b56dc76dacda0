import { useEffect, useState } from 'react';
import { problemOf } from '../action.ts';
import { useBridge } from '../bridge.ts';
import type { Evidence } from '../../contract/check.ts';

/** Addresses of the programs' icons by their rules; they come when they come, and many have none. */
export function useProgramIcons(programs: readonly Evidence[]): ReadonlyMap<string, string> {
  const bridge = useBridge();
  const [icons, setIcons] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = programs.flatMap(({ values: { rule } }) =>
    rule === undefined ? [] : [String(rule)],
  );
  const key = wanted.join('\n');
  useEffect(() => {
    let addresses: ReadonlyMap<string, string> = new Map();
    let isShown = true;
    const rules = key === '' ? [] : key.split('\n').slice(0, 20);
    if (rules.length === 0) return undefined;
    bridge.ask('programs.icons', rules).then(
      (pictures) => {
        if (!isShown) return;
        addresses = new Map(
          Object.entries(pictures).map(([rule, png]) => [
            rule,
            URL.createObjectURL(new Blob([new Uint8Array(png)], { type: 'image/png' })),
          ]),
        );
        setIcons(addresses);
      },
      (error: unknown) => {
        const message = `Icons could not be read: ${problemOf(error).message}`.slice(0, 2000);
        void bridge.ask('log.write', { level: 'warn', message });
      },
    );
    return () => {
      isShown = false;
      for (const address of addresses.values()) URL.revokeObjectURL(address);
    };
  }, [bridge, key]);
  return icons;
}
