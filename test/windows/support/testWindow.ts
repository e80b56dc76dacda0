import type { Handle, Libraries } from '../../../main/system/windows/libraries.ts';

export interface WindowWishes {
  readonly className: string;
  readonly style: number;
  readonly extendedStyle: number;
  readonly bounds: readonly [x: number, y: number, width: number, height: number];
  readonly onMessage?: (message: number, parameter: number) => void;
}

export const WINDOW_STYLE = { visible: 0x1000_0000, popup: 0x8000_0000, overlapped: 0x00cf_0000 };

/** A window as any program has one; its class stays until the process ends. */
export function openTestWindow(
  { koffi, library }: Libraries,
  { className, style, extendedStyle, bounds, onMessage }: WindowWishes,
): bigint {
  const user32 = library('user32');
  const procedure = koffi.pointer(
    koffi.proto('intptr_t', ['void *', 'uint32_t', 'uintptr_t', 'intptr_t']),
  );
  const WindowClass = koffi.struct({
    size: 'uint32_t',
    style: 'uint32_t',
    procedure,
    extra: koffi.array('int', 2),
    module: 'void *',
    pictures: koffi.array('void *', 3),
    menu: 'void *',
    name: 'str16',
    smallIcon: 'void *',
  });
  const usual: (...call: unknown[]) => number = user32.func(
    'intptr_t DefWindowProcW(void *window, uint32_t message, uintptr_t parameter, intptr_t value)',
  );
  const register: (windowClass: object) => number = user32.func('RegisterClassExW', 'uint16_t', [
    koffi.pointer(WindowClass),
  ]);
  const create: (...call: unknown[]) => Handle = user32.func(
    'void *CreateWindowExW(uint32_t extendedStyle, const char16_t *name, const char16_t *title, uint32_t style, int x, int y, int width, int height, void *parent, void *menu, void *module, void *parameter)',
  );
  const answer = (
    window: Handle,
    message: number,
    parameter: number | bigint,
    value: number | bigint,
  ): number => {
    onMessage?.(message, Number(parameter));
    return usual(window, message, parameter, value);
  };
  const registered = register({
    size: koffi.sizeof(WindowClass),
    style: 0,
    procedure: koffi.register(answer, procedure),
    extra: [0, 0],
    module: null,
    pictures: [null, null, null],
    menu: null,
    name: className,
    smallIcon: null,
  });
  if (registered === 0) throw new Error(`no window class ${className}`);
  const window = create(
    extendedStyle,
    className,
    'a title that nobody reads',
    style,
    ...bounds,
    null,
    null,
    null,
    null,
  );
  if (window === null) throw new Error(`no window of class ${className}`);
  return window;
}
