import { textOf, type Libraries } from './libraries.ts';

/** What Windows says of one device; texts are empty where it says nothing. */
export interface WindowsDevice {
  /** Instance id: may end with a serial number, so it never leaves the machine. */
  readonly id: string;
  /** As the device itself says (`DEVPKEY_Device_BusReportedDeviceDesc`). */
  readonly reported: string;
  readonly friendly: string;
  readonly description: string;
  readonly maker: string;
  /** Setup class: `USB`, `WPD`, `HIDClass`, `Camera`, … */
  readonly className: string;
  readonly compatibleIds: readonly string[];
}

export interface DeviceCalls {
  /** USB devices that are present. Those that `known` names are given by their id alone. */
  readonly listUsb: (known: (id: string) => boolean) => (WindowsDevice | string)[];
}

/** setupapi.h. */
const PRESENT = 0x2;
const ALL_CLASSES = 0x4;
const DESCRIPTION = 0x0;
const COMPATIBLE_IDS = 0x2;
const CLASS_NAME = 0x7;
const MAKER = 0xb;
const FRIENDLY_NAME = 0xc;
/** devpkey.h: {540b947e-8b40-45bc-a8a2-6a0b894cbda2}, 4, as it lies in memory. */
const REPORTED = Buffer.from('7e940b54408bbc45a8a26a0b894cbda204000000', 'hex');
/** SP_DEVINFO_DATA and the start of it that says how large it is, in 64 bits. */
const ENTRY_BYTES = 32;
/** More than any text of a device, UTF-16 units. */
const LONGEST = 1024;
const NO_SET = 0xffff_ffff_ffff_ffffn;

export function bindDevices({ library }: Libraries): DeviceCalls {
  const setupapi = library('setupapi');
  const open: (kind: null, enumerator: string, window: null, flags: number) => bigint | number =
    setupapi.func(
      'uintptr_t SetupDiGetClassDevsW(void *kind, const char16_t *enumerator, void *window, uint32_t flags)',
    );
  const close: (set: bigint | number) => number = setupapi.func(
    'int SetupDiDestroyDeviceInfoList(uintptr_t set)',
  );
  const enumerate: (set: bigint | number, index: number, entry: Buffer) => number = setupapi.func(
    'int SetupDiEnumDeviceInfo(uintptr_t set, uint32_t index, void *entry)',
  );
  const readId: (
    set: bigint | number,
    entry: Buffer,
    id: Buffer,
    units: number,
    needed: null,
  ) => number = setupapi.func(
    'int SetupDiGetDeviceInstanceIdW(uintptr_t set, void *entry, void *id, uint32_t units, void *needed)',
  );
  const readProperty: (
    set: bigint | number,
    entry: Buffer,
    property: number,
    type: null,
    value: Buffer,
    bytes: number,
    needed: [number],
  ) => number = setupapi.func(
    'int SetupDiGetDeviceRegistryPropertyW(uintptr_t set, void *entry, uint32_t property, void *type, void *value, uint32_t bytes, _Out_ uint32_t *needed)',
  );
  const readKeyed: (
    set: bigint | number,
    entry: Buffer,
    key: Buffer,
    type: [number],
    value: Buffer,
    bytes: number,
    needed: [number],
    flags: number,
  ) => number = setupapi.func(
    'int SetupDiGetDevicePropertyW(uintptr_t set, void *entry, void *key, _Out_ uint32_t *type, void *value, uint32_t bytes, _Out_ uint32_t *needed, uint32_t flags)',
  );

  const describe = (set: bigint | number, entry: Buffer, id: string): WindowsDevice => {
    const value = Buffer.alloc(LONGEST * 2);
    const needed: [number] = [0];
    const textsAt = (property: number): string[] => {
      const done = readProperty(set, entry, property, null, value, value.length, needed);
      return done === 0 ? [] : textsOf(value, needed[0]);
    };
    const textAt = (property: number): string => textsAt(property)[0] ?? '';
    const isKeyed = readKeyed(set, entry, REPORTED, [0], value, value.length, needed, 0) !== 0;
    return {
      id,
      reported: isKeyed ? (textsOf(value, needed[0])[0] ?? '') : '',
      friendly: textAt(FRIENDLY_NAME),
      description: textAt(DESCRIPTION),
      maker: textAt(MAKER),
      className: textAt(CLASS_NAME),
      compatibleIds: textsAt(COMPATIBLE_IDS),
    };
  };

  return {
    listUsb(known) {
      const set = open(null, 'USB', null, PRESENT | ALL_CLASSES);
      if (BigInt(set) === NO_SET) throw new Error('Windows refused the list of its devices');
      try {
        const found: (WindowsDevice | string)[] = [];
        const entry = Buffer.alloc(ENTRY_BYTES);
        const idBuffer = Buffer.alloc(LONGEST * 2);
        entry.writeUInt32LE(ENTRY_BYTES, 0);
        for (let index = 0; enumerate(set, index, entry) !== 0; index += 1) {
          if (readId(set, entry, idBuffer, LONGEST, null) === 0) continue;
          const id = textsOf(idBuffer, idBuffer.length)[0] ?? '';
          found.push(known(id) ? id : describe(set, entry, id));
        }
        return found;
      } finally {
        close(set);
      }
    },
  };
}

/** Texts in a buffer, each with its end; the list ends with an empty one. */
function textsOf(buffer: Buffer, bytes: number): string[] {
  const texts = textOf(buffer, Math.min(bytes, buffer.length) >> 1).split('\0');
  const end = texts.indexOf('');
  return end < 0 ? texts : texts.slice(0, end);
}
