/** Shortcuts held; those in `refused` are taken by the system, as Alt+Tab is by a window manager. */
export const globalShortcut = {
  held: new Map<string, () => void>(),
  refused: new Set<string>(),
  register(accelerator: string, callback: () => void): boolean {
    if (globalShortcut.refused.has(accelerator)) return false;
    globalShortcut.held.set(accelerator, callback);
    return true;
  },
  isRegistered(accelerator: string): boolean {
    return globalShortcut.held.has(accelerator);
  },
  unregister(accelerator: string): void {
    globalShortcut.held.delete(accelerator);
  },
  unregisterAll(): void {
    globalShortcut.held.clear();
  },
};
