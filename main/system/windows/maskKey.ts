import type { Library } from './loadKoffi.ts';

/** Marks keys of our own making, so that the hook tells them from others. */
export const OWN_MARK = 0x494e_5647;

/** INPUT on 64-bit Windows: its size, and where type, key, flags and mark lie, bytes. */
const INPUT = { size: 40, type: 0, key: 8, flags: 12, mark: 24 } as const;
const KEYBOARD = 1;
const KEY_UP = 0x2;
/** A key that Microsoft's table leaves unassigned, and no program acts on. */
const WITHOUT_MEANING = 0xe8;

/** Presses and releases the key without meaning. @returns whether Windows took it */
export function maskKey(user32: Library): () => boolean {
  const send: (count: number, inputs: Buffer, size: number) => number = user32.func(
    'uint32_t SendInput(uint32_t count, void *inputs, int size)',
  );
  const inputs = Buffer.concat([0, KEY_UP].map(input));
  return () => send(2, inputs, INPUT.size) === 2;
}

function input(flags: number): Buffer {
  const one = Buffer.alloc(INPUT.size);
  one.writeUInt32LE(KEYBOARD, INPUT.type);
  one.writeUInt16LE(WITHOUT_MEANING, INPUT.key);
  one.writeUInt32LE(flags, INPUT.flags);
  one.writeBigUInt64LE(BigInt(OWN_MARK), INPUT.mark);
  return one;
}
