import type { Handle, Libraries } from './libraries.ts';
import type { Registry } from './registry.ts';

/** How somebody sits at this Windows session. */
export interface SessionFacts {
  /** `SM_REMOTESESSION`: this session is shown by Remote Desktop. */
  readonly remoteSession: boolean;
  /** `SM_REMOTECONTROL`: somebody else looks at this session, and may act in it. */
  readonly remoteControl: boolean;
  /**
   * Whether the session is the one on the computer's own screen; some remote sessions with a graphics
   * card of their own do not set `remoteSession` (Microsoft, "Detecting the Remote Desktop Services
   * environment"). Absent where Windows would not say.
   */
  readonly onConsole?: boolean;
  /** How the session reaches its user; undefined where Windows would not say. */
  readonly protocol?: 'console' | 'ica' | 'rdp';
}

/** winuser.h, wtsapi32.h, winbase.h. */
const SM_REMOTESESSION = 0x1000;
const SM_REMOTECONTROL = 0x2001;
const CLIENT_PROTOCOL_TYPE = 16;
const THIS_SESSION = 0xffff_ffff;
const NO_CONSOLE = 0xffff_ffff;
const PROTOCOLS = ['console', 'ica', 'rdp'] as const;

/** Where Windows notes which session has the computer's screen; older ones only answer a call. */
const TERMINAL_SERVER = 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server';
const ON_SCREEN = 'GlassSessionId';

export function bindSession(
  { koffi, library }: Libraries,
  registry: Pick<Registry, 'readValue'>,
): () => SessionFacts {
  const kernel32 = library('kernel32');
  const wtsapi32 = library('wtsapi32');
  const metric: (which: number) => number = library('user32').func(
    'int GetSystemMetrics(int which)',
  );
  const consoleSession: () => number = kernel32.func('uint32_t WTSGetActiveConsoleSessionId()');
  const sessionOf: (pid: number, session: [number]) => number = kernel32.func(
    'int ProcessIdToSessionId(uint32_t pid, _Out_ uint32_t *session)',
  );
  const ask: (
    server: Handle,
    session: number,
    what: number,
    answer: [Handle],
    bytes: [number],
  ) => number = wtsapi32.func(
    'int WTSQuerySessionInformationW(void *server, uint32_t session, int what, _Out_ void **answer, _Out_ uint32_t *bytes)',
  );
  const free: (answer: Handle) => void = wtsapi32.func('void WTSFreeMemory(void *answer)');

  const protocolOf = (): SessionFacts['protocol'] => {
    const answer: [Handle] = [null];
    const bytes: [number] = [0];
    if (ask(null, THIS_SESSION, CLIENT_PROTOCOL_TYPE, answer, bytes) === 0) return undefined;
    if (answer[0] === null) return undefined;
    try {
      return bytes[0] < 2 ? undefined : PROTOCOLS[koffi.decode.uint16le(answer[0])];
    } finally {
      free(answer[0]);
    }
  };

  const sessionOnScreen = (): number | undefined => {
    const noted = registry.readValue('machine', TERMINAL_SERVER, ON_SCREEN);
    if (typeof noted === 'number') return noted;
    const asked = consoleSession();
    return asked === NO_CONSOLE ? undefined : asked;
  };

  return () => {
    const own: [number] = [0];
    const isKnown = sessionOf(process.pid, own) !== 0;
    const onScreen = sessionOnScreen();
    const protocol = protocolOf();
    return {
      remoteSession: metric(SM_REMOTESESSION) !== 0,
      remoteControl: metric(SM_REMOTECONTROL) !== 0,
      ...(isKnown && onScreen !== undefined ? { onConsole: own[0] === onScreen } : {}),
      ...(protocol === undefined ? {} : { protocol }),
    };
  };
}
