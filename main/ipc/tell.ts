import type { WebContents } from 'electron';
import { events, type EventData, type EventName } from '../../contract/channels.ts';

/** Tells our own page of something; what does not follow the contract is a fault of ours. */
export type Tell = <K extends EventName>(name: K, data: EventData<K>) => void;

/** The page asks for the whole state when it has loaded, so nothing is kept for it until then. */
export function tellPage(ours: () => WebContents | undefined): Tell {
  return (name, data) => {
    const page = ours();
    if (page === undefined || page.isDestroyed()) return;
    page.send(name, events[name].parse(data));
  };
}
