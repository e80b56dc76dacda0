import { createContext, useContext } from 'react';
import type { ExamBridge } from '../contract/channels.ts';

declare global {
  interface Window {
    /** Put there by preload. */
    readonly exam: ExamBridge;
  }
}

/** The only way out of this page; a test or the screenshot harness puts its own in. */
export const BridgeContext = createContext<ExamBridge | null>(null);

/** @throws when used outside a provider, which is a fault of ours */
export function useBridge(): ExamBridge {
  const bridge = useContext(BridgeContext);
  if (bridge === null) throw new Error('No bridge to the main process was provided');
  return bridge;
}
