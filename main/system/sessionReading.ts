import { z } from 'zod';

/**
 * What tells how the candidate sits at this desktop. Absent means that it was not read or that this
 * system has no such thing. Names of users and of other machines are never part of it, except
 * `displayHost`, which is left out of files that `--diagnose` writes.
 */
export const SessionReading = z.strictObject({
  platform: z.enum(['win32', 'darwin', 'linux']),
  /** `x11`, `wayland`, `tty`, …; `XDG_SESSION_TYPE` on Linux. */
  type: z.string().exactOptional(),
  /** Host part of `DISPLAY`; absent when the X server is on this machine or there is none. */
  displayHost: z.string().exactOptional(),
  /** Started from a shell that came in over ssh. */
  ssh: z.boolean().default(false),
  /** Names of those variables that only a remote desktop sets and that are set here. */
  markers: z.array(z.string()).default([]),
  /** Program that serves `DISPLAY`, by its X lock file: `Xorg`, `Xwayland`, `Xtigervnc`, `Xvnc`, … */
  displayServer: z.string().exactOptional(),
  /** Running programs that show this desktop to somebody elsewhere: `x11vnc`, `wayvnc`, `krfb`, … */
  sharers: z.array(z.string()).exactOptional(),
  /** `SESSIONNAME` on Windows: `Console`, `RDP-Tcp#0`, … */
  sessionName: z.string().exactOptional(),
  /** `SM_REMOTESESSION` on Windows. */
  terminalServerSession: z.boolean().exactOptional(),
  /** logind's `Remote` property of the session. */
  loginRemote: z.boolean().exactOptional(),
  /** Whether the session is the one on this machine's own screen (macOS, Windows). */
  onConsole: z.boolean().exactOptional(),
  /** macOS: the window server says that the screen is shared (screen sharing, AirPlay). */
  screenShared: z.boolean().exactOptional(),
  screenReader: z.boolean().default(false),
  /** Parts that could not be read. Never counted as guilt. */
  unread: z.array(z.string()).default([]),
});
export type SessionReading = z.infer<typeof SessionReading>;
