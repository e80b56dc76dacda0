import { textOf, type Libraries } from './libraries.ts';

/** A screen that Windows draws on. */
export interface ActiveScreen {
  /** DISPLAYCONFIG_VIDEO_OUTPUT_TECHNOLOGY. */
  readonly technology: number;
  /** As its maker calls it; empty where it does not. */
  readonly name: string;
}

export interface DisplayCalls {
  /** @throws when Windows refuses */
  readonly listScreens: () => ActiveScreen[];
  /** QUERY_USER_NOTIFICATION_STATE; undefined when Windows would not say. */
  readonly notificationState: () => number | undefined;
}

/** wingdi.h: what is asked, and how large its answers are in 64 bits. */
const ONLY_ACTIVE = 2;
const TARGET_NAME = 2;
const PATH = { bytes: 72, targetAdapter: 20, targetId: 28, technology: 36 } as const;
const MODE_BYTES = 64;
const NAME = { bytes: 420, adapter: 8, id: 16, text: 36, units: 64 } as const;
/** A screen may come or go between asking how many there are and asking for them. */
const TRIES = 3;
const DONE = 0;
const BUFFER_TOO_SMALL = 122;

export function bindDisplays({ library }: Libraries): DisplayCalls {
  const user32 = library('user32');
  const sizes: (flags: number, paths: [number], modes: [number]) => number = user32.func(
    'int32_t GetDisplayConfigBufferSizes(uint32_t flags, _Out_ uint32_t *paths, _Out_ uint32_t *modes)',
  );
  const query: (
    flags: number,
    pathCount: [number],
    paths: Buffer,
    modeCount: [number],
    modes: Buffer,
    topology: null,
  ) => number = user32.func(
    'int32_t QueryDisplayConfig(uint32_t flags, _Inout_ uint32_t *pathCount, void *paths, _Inout_ uint32_t *modeCount, void *modes, void *topology)',
  );
  const inform: (packet: Buffer) => number = user32.func(
    'int32_t DisplayConfigGetDeviceInfo(void *packet)',
  );
  const ask: (state: [number]) => number = library('shell32').func(
    'int32_t SHQueryUserNotificationState(_Out_ int32_t *state)',
  );

  const nameOf = (screen: Buffer): string => {
    const packet = Buffer.alloc(NAME.bytes);
    packet.writeUInt32LE(TARGET_NAME, 0);
    packet.writeUInt32LE(NAME.bytes, 4);
    screen.copy(packet, NAME.adapter, PATH.targetAdapter, PATH.targetAdapter + 8);
    screen.copy(packet, NAME.id, PATH.targetId, PATH.targetId + 4);
    if (inform(packet) !== DONE) return '';
    return textOf(packet.subarray(NAME.text), NAME.units).split('\0')[0] ?? '';
  };
  const list = (): ActiveScreen[] | undefined => {
    const [paths, modes]: [[number], [number]] = [[0], [0]];
    const sized = sizes(ONLY_ACTIVE, paths, modes);
    if (sized !== DONE) throw new Error(`Windows refused its screens with code ${sized}`);
    const found = Buffer.alloc(Math.max(1, paths[0]) * PATH.bytes);
    const unused = Buffer.alloc(Math.max(1, modes[0]) * MODE_BYTES);
    const code = query(ONLY_ACTIVE, paths, found, modes, unused, null);
    if (code === BUFFER_TOO_SMALL) return undefined;
    if (code !== DONE) throw new Error(`Windows refused its screens with code ${code}`);
    return Array.from({ length: paths[0] }, (_, index) => {
      const screen = found.subarray(index * PATH.bytes, (index + 1) * PATH.bytes);
      return { technology: screen.readInt32LE(PATH.technology), name: nameOf(screen) };
    });
  };
  return {
    listScreens() {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const screens = list();
        if (screens !== undefined) return screens;
      }
      throw new Error('the screens of Windows change faster than they can be read');
    },
    notificationState() {
      const state: [number] = [0];
      return ask(state) === DONE ? state[0] : undefined;
    },
  };
}
