import type { Event, Input, WebContents } from 'electron';
import { isLeftAlone, isPressed, parseChord } from './shortcuts/chord.ts';
import { reportPresses } from './shortcuts/reporting.ts';
import { blockedChords } from './shortcuts/table.ts';
import type { HoldDeps, Measure, Undo } from './measure.ts';

/**
 * Takes the policy's key combinations away: before any page sees them, and, where a window manager
 * would act on them first, by registering them with the system as far as it lets us.
 */
export const shortcuts: Measure = {
  name: 'shortcuts',
  needed: false,
  applies: (policy) => policy.shortcuts.length > 0,
  hold(deps) {
    const { policy, system, report } = deps;
    const presses = reportPresses(report);
    const blocked = blockedChords(policy.shortcuts, system.platform);
    const giveBackPages = filterPages(
      blocked.map(({ chord }) => chord),
      deps,
      presses.pressed,
    );
    // What only a page could act on needs no grab, which would take it from other programs as well.
    const grabbed = blocked.filter(({ group }) => group !== 'browser').map(({ chord }) => chord);
    const giveBackSystem = grab(grabbed, deps, presses.pressed);
    return Promise.resolve(async () => {
      presses.end();
      await giveBackSystem();
      await giveBackPages();
    });
  },
};

/** Filters every page of the app, also those that are made later: a crashed exam page gets a new one. */
function filterPages(
  names: readonly string[],
  { window, examContents, electron: { app }, system: { platform } }: HoldDeps,
  pressed: (name: string) => void,
): Undo {
  const chords = names.map((name) => parseChord(name, platform));
  const filtered = new Map<WebContents, () => void>();
  const filter = (event: Event, input: Input): void => {
    if (isLeftAlone(input, platform)) return;
    const chord = chords.find((candidate) => isPressed(candidate, input));
    if (chord === undefined) return;
    event.preventDefault();
    if (!input.isAutoRepeat) pressed(chord.name);
  };
  const attach = (contents: WebContents): void => {
    if (filtered.has(contents)) return;
    const forget = (): void => {
      filtered.delete(contents);
    };
    filtered.set(contents, forget);
    contents.on('before-input-event', filter);
    contents.once('destroyed', forget);
  };
  const created = (_event: Event, contents: WebContents): void => {
    attach(contents);
  };
  attach(window.webContents);
  const exam = examContents();
  if (exam !== undefined) attach(exam);
  app.on('web-contents-created', created);
  return () => {
    app.off('web-contents-created', created);
    for (const [contents, forget] of filtered) {
      contents.off('before-input-event', filter);
      contents.off('destroyed', forget);
    }
    filtered.clear();
    return Promise.resolve();
  };
}

/** What a window manager holds for itself is refused to us; its effect is then seen as lost focus. */
function grab(
  names: readonly string[],
  { electron: { globalShortcut }, warn }: HoldDeps,
  pressed: (name: string) => void,
): Undo {
  const held: string[] = [];
  for (const name of names.filter((chord) => !chord.startsWith('*'))) {
    try {
      const taken = globalShortcut.register(name, () => {
        pressed(name);
      });
      if (taken) held.push(name);
    } catch (cause) {
      warn(`${name} could not be registered`, cause);
    }
  }
  return () => {
    for (const name of held) globalShortcut.unregister(name);
    return Promise.resolve();
  };
}
