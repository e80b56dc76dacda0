import type { Handle, Libraries } from './libraries.ts';

/** By this name the window is told from others, by tests too. */
export const SINK_CLASS = 'InvigilSessionEvents';

interface SinkParts {
  readonly onMessage: (message: number, parameter: number) => void;
  readonly onFault: (cause: unknown) => void;
}

/** winuser.h and wtsapi32.h. */
const POPUP = 0x8000_0000;
const TOOL_WINDOW_THAT_NEVER_ACTIVATES = 0x0800_0080;
const NOTIFY_FOR_THIS_SESSION = 0;

/**
 * A window that nobody sees and that Windows tells what happens to the session. A top-level one: those
 * made for messages alone are left out of broadcasts. Its messages are served by the thread that made it.
 * @returns what takes it away again
 * @throws when Windows gives no window
 */
export function openSinkWindow(
  { koffi, library }: Libraries,
  { onMessage, onFault }: SinkParts,
): () => void {
  const user32 = library('user32');
  const wtsapi32 = library('wtsapi32');
  const procedure = koffi.pointer(
    koffi.proto('intptr_t', ['void *', 'uint32_t', 'uintptr_t', 'intptr_t']),
  );
  const WindowClass = koffi.struct({
    size: 'uint32_t',
    style: 'uint32_t',
    procedure,
    classExtra: 'int',
    windowExtra: 'int',
    module: 'void *',
    icon: 'void *',
    cursor: 'void *',
    background: 'void *',
    menu: 'void *',
    name: 'str16',
    smallIcon: 'void *',
  });
  const register: (windowClass: object) => number = user32.func('RegisterClassExW', 'uint16_t', [
    koffi.pointer(WindowClass),
  ]);
  const unregister: (name: string, module: Handle) => number = user32.func(
    'int UnregisterClassW(const char16_t *name, void *module)',
  );
  const create: (
    extendedStyle: number,
    name: string,
    title: null,
    style: number,
    ...place: [number, number, number, number, null, null, Handle, null]
  ) => Handle = user32.func(
    'void *CreateWindowExW(uint32_t extendedStyle, const char16_t *name, const char16_t *title, uint32_t style, int x, int y, int width, int height, void *parent, void *menu, void *module, void *parameter)',
  );
  const destroy: (window: Handle) => number = user32.func('int DestroyWindow(void *window)');
  const usual: (
    window: Handle,
    message: number,
    parameter: number | bigint,
    value: number | bigint,
  ) => number | bigint = user32.func(
    'intptr_t DefWindowProcW(void *window, uint32_t message, uintptr_t parameter, intptr_t value)',
  );
  const subscribe: (window: Handle, scope: number) => number = wtsapi32.func(
    'int WTSRegisterSessionNotification(void *window, uint32_t scope)',
  );
  const unsubscribe: (window: Handle) => number = wtsapi32.func(
    'int WTSUnRegisterSessionNotification(void *window)',
  );
  const moduleOf: (name: null) => Handle = library('kernel32').func(
    'void *GetModuleHandleW(const char16_t *name)',
  );

  const answer = (
    window: Handle,
    message: number,
    parameter: number | bigint,
    value: number | bigint,
  ): number | bigint => {
    try {
      onMessage(message, Number(parameter));
    } catch (cause) {
      onFault(cause);
    }
    return usual(window, message, parameter, value);
  };
  const callback = koffi.register(answer, procedure);
  const module = moduleOf(null);
  const windowClass = {
    size: koffi.sizeof(WindowClass),
    style: 0,
    procedure: callback,
    classExtra: 0,
    windowExtra: 0,
    module,
    icon: null,
    cursor: null,
    background: null,
    menu: null,
    name: SINK_CLASS,
    smallIcon: null,
  };
  const fail = (what: string): Error => {
    koffi.unregister(callback);
    return new Error(`Windows gave no ${what}`);
  };
  if (register(windowClass) === 0) throw fail('window class');
  const window = create(
    TOOL_WINDOW_THAT_NEVER_ACTIVATES,
    SINK_CLASS,
    null,
    POPUP,
    0,
    0,
    0,
    0,
    null,
    null,
    module,
    null,
  );
  if (window === null) {
    unregister(SINK_CLASS, module);
    throw fail('window');
  }
  subscribe(window, NOTIFY_FOR_THIS_SESSION);
  return () => {
    unsubscribe(window);
    destroy(window);
    unregister(SINK_CLASS, module);
    koffi.unregister(callback);
  };
}
