import { textOf, type Libraries } from './libraries.ts';

/** What a value of the registry holds; binary data is of no interest to us. */
export type RegistryValue = string | number | readonly string[];

export type RegistryRoot = 'machine' | 'user';

/**
 * Reads of the registry, in its 64-bit view. What is not there is undefined or empty; each read throws
 * when Windows refuses it, so that "not read" is never taken for "not there".
 */
export interface Registry {
  readonly readValue: (root: RegistryRoot, key: string, name: string) => RegistryValue | undefined;
  /** Names of the keys right below. */
  readonly listKeys: (root: RegistryRoot, key: string) => string[];
  readonly hasKey: (root: RegistryRoot, key: string) => boolean;
}

/** Writes settings of the user's own, which are given back; nothing else is ever written. */
export interface WritableRegistry extends Registry {
  /** The key is made where there is none. */
  readonly writeNumber: (root: 'user', key: string, name: string, value: number) => void;
  /** Nothing happens where there is no such value. */
  readonly removeValue: (root: 'user', key: string, name: string) => void;
}

/** winreg.h. */
const ROOTS = { machine: 0x8000_0002n, user: 0x8000_0001n } as const;
const READ_IN_64_BIT_VIEW = 0x2_0119;
const TYPE = { text: 1, expandableText: 2, number: 4, texts: 7, largeNumber: 11 } as const;
const DONE = 0;
const NOT_FOUND = 2;
const NO_MORE = 259;
/** Longest name of a key, with its end, UTF-16 units. */
const LONGEST_KEY = 256;
/** No policy and no name of a machine is longer, bytes. */
const LARGEST = 64 * 1024;

export function bindRegistry({ library }: Libraries): WritableRegistry {
  const advapi32 = library('advapi32');
  const open: (
    root: bigint,
    key: string,
    options: number,
    access: number,
    opened: [bigint | number],
  ) => number = advapi32.func(
    'int32_t RegOpenKeyExW(uintptr_t root, const char16_t *key, uint32_t options, uint32_t access, _Out_ uintptr_t *opened)',
  );
  const close: (key: bigint | number) => number = advapi32.func(
    'int32_t RegCloseKey(uintptr_t key)',
  );
  const query: (
    key: bigint | number,
    name: string,
    reserved: null,
    type: [number],
    data: Buffer,
    bytes: [number],
  ) => number = advapi32.func(
    'int32_t RegQueryValueExW(uintptr_t key, const char16_t *name, void *reserved, _Out_ uint32_t *type, void *data, _Inout_ uint32_t *bytes)',
  );
  const enumerate: (
    key: bigint | number,
    index: number,
    name: Buffer,
    units: [number],
    ...unused: [null, null, null, null]
  ) => number = advapi32.func(
    'int32_t RegEnumKeyExW(uintptr_t key, uint32_t index, void *name, _Inout_ uint32_t *units, void *reserved, void *class, void *classUnits, void *written)',
  );

  const write: (
    root: bigint,
    key: string,
    name: string,
    type: number,
    data: Buffer,
    bytes: number,
  ) => number = advapi32.func(
    'int32_t RegSetKeyValueW(uintptr_t root, const char16_t *key, const char16_t *name, uint32_t type, void *data, uint32_t bytes)',
  );
  const remove: (root: bigint, key: string, name: string) => number = advapi32.func(
    'int32_t RegDeleteKeyValueW(uintptr_t root, const char16_t *key, const char16_t *name)',
  );

  const within = <Result>(
    root: RegistryRoot,
    key: string,
    work: (key: bigint | number) => Result,
  ): Result | undefined => {
    const opened: [bigint | number] = [0];
    const code = open(ROOTS[root], key, 0, READ_IN_64_BIT_VIEW, opened);
    if (code === NOT_FOUND) return undefined;
    if (code !== DONE) throw refused(key, code);
    try {
      return work(opened[0]);
    } finally {
      close(opened[0]);
    }
  };

  return {
    readValue: (root, key, name) =>
      within(root, key, (opened) => {
        const type: [number] = [0];
        const data = Buffer.alloc(LARGEST);
        const bytes: [number] = [LARGEST];
        const code = query(opened, name, null, type, data, bytes);
        if (code === NOT_FOUND) return undefined;
        if (code !== DONE) throw refused(`${key}\\${name}`, code);
        return valueOf(type[0], data.subarray(0, bytes[0]));
      }),
    listKeys: (root, key) =>
      within(root, key, (opened) => {
        const names: string[] = [];
        const name = Buffer.alloc(LONGEST_KEY * 2);
        for (let index = 0; ; index += 1) {
          const units: [number] = [LONGEST_KEY];
          const code = enumerate(opened, index, name, units, null, null, null, null);
          if (code === NO_MORE) return names;
          if (code !== DONE) throw refused(key, code);
          names.push(textOf(name, units[0]));
        }
      }) ?? [],
    hasKey: (root, key) => within(root, key, () => true) ?? false,
    writeNumber(root, key, name, value) {
      const data = Buffer.alloc(4);
      data.writeUInt32LE(value);
      const code = write(ROOTS[root], key, name, TYPE.number, data, data.length);
      if (code !== DONE) throw refused(`${key}\\${name}`, code);
    },
    removeValue(root, key, name) {
      const code = remove(ROOTS[root], key, name);
      if (code !== DONE && code !== NOT_FOUND) throw refused(`${key}\\${name}`, code);
    },
  };
}

function refused(place: string, code: number): Error {
  return new Error(`the registry refused ${place} with code ${code}`);
}

/** Texts may or may not be stored with their end. */
export function valueOf(type: number, data: Buffer): RegistryValue | undefined {
  switch (type) {
    case TYPE.text:
    case TYPE.expandableText:
      return data.toString('utf16le').replace(/\0.*$/s, '');
    case TYPE.texts:
      return data
        .toString('utf16le')
        .split('\0')
        .filter((text) => text !== '');
    case TYPE.number:
      return data.length < 4 ? undefined : data.readUInt32LE();
    case TYPE.largeNumber:
      return data.length < 8 ? undefined : Number(data.readBigUInt64LE());
    default:
      return undefined;
  }
}
