import type { Handle, Libraries } from './libraries.ts';

/** OriginalFilename of a program's version resource, which a renamed file keeps; undefined without one. */
export type ReadOriginalName = (file: string) => string | undefined;

/** Language and code page under which a resource without a list of translations keeps its names. */
const USUAL_TRANSLATIONS = ['040904b0', '040904e4', '04090000'] as const;
/** More is no version resource of an honest program, bytes. */
const LARGEST = 1024 * 1024;

export function bindOriginalName({ koffi, library }: Libraries): ReadOriginalName {
  const version = library('version');
  const sizeOf: (file: string, unused: Handle) => number = version.func(
    'uint32_t GetFileVersionInfoSizeW(const char16_t *file, void *unused)',
  );
  const read: (file: string, unused: number, bytes: number, block: Buffer) => number = version.func(
    'int GetFileVersionInfoW(const char16_t *file, uint32_t unused, uint32_t bytes, void *block)',
  );
  const query: (block: Buffer, part: string, value: [Handle], size: [number]) => number =
    version.func(
      'int VerQueryValueW(const void *block, const char16_t *part, _Out_ void **value, _Out_ uint32_t *size)',
    );

  const partOf = (block: Buffer, part: string): { at: bigint; size: number } | undefined => {
    const value: [Handle] = [null];
    const size: [number] = [0];
    const found = query(block, part, value, size) !== 0 && size[0] > 0;
    return found && value[0] !== null ? { at: value[0], size: size[0] } : undefined;
  };
  const translationsOf = (block: Buffer): string[] => {
    const list = partOf(block, '\\VarFileInfo\\Translation');
    if (list === undefined) return [];
    const pairs = koffi.decode(list.at, 'uint16_t', Math.floor(list.size / 2)) as Iterable<number>;
    const words = [...pairs].map((word) => word.toString(16).padStart(4, '0'));
    return words.flatMap((word, index) =>
      index % 2 === 0 ? [`${word}${words[index + 1] ?? '04b0'}`] : [],
    );
  };

  return (file) => {
    const bytes = sizeOf(file, null);
    if (bytes === 0 || bytes > LARGEST) return undefined;
    const block = Buffer.alloc(bytes);
    if (read(file, 0, bytes, block) === 0) return undefined;
    for (const translation of [...translationsOf(block), ...USUAL_TRANSLATIONS]) {
      const part = partOf(block, `\\StringFileInfo\\${translation}\\OriginalFilename`);
      if (part === undefined) continue;
      const name = koffi.decode.string16(part.at, part.size).replace(/\0.*$/s, '').trim();
      if (name !== '') return name;
    }
    return undefined;
  };
}
