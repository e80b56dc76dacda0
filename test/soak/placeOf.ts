import type { KeptItem } from '../../main/system/outbox/record.ts';

/** Whose event log the outbox soak keeps. */
export const SOAK_SESSION = '7b0f64a1-3f2c-4d55-9d0e-3f6b5f2c8a11';
/** In the form of a public key; nothing is signed. */
export const SOAK_LOG = 'A'.repeat(43);

/** Of a hash, enough to tell one from another: reports stay short. */
const ENOUGH = 12;

/** An event's place in the log in one word: number, hash before it and its own. */
export function placeOf(item: KeptItem): string[] {
  if (item.type !== 'event') return [];
  const { number, previous, hash } = item.link;
  return [[number, previous.slice(0, ENOUGH), hash.slice(0, ENOUGH)].join(':')];
}

/** Every place that was ever seen, by a server or on the disk. */
export class Places {
  readonly #hashes = new Map<number, string>();

  /** @returns what is wrong: a number that stands for two events, or a hash that follows another one */
  note(place: string): string[] {
    const [digits = '', previous = '', hash = ''] = place.split(':');
    // A word that a kill cut off.
    if (hash.length < ENOUGH) return [];
    const number = Number(digits);
    const faults: string[] = [];
    const known = this.#hashes.get(number);
    if (known !== undefined && known !== hash) faults.push(`record ${number} is two events`);
    const before = this.#hashes.get(number - 1);
    if (before !== undefined && before !== previous) {
      faults.push(`record ${number} does not follow record ${number - 1}`);
    }
    this.#hashes.set(number, hash);
    return faults;
  }

  get count(): number {
    return this.#hashes.size;
  }

  /** Numbers up to the highest that nobody ever saw: a server would call them a gap. */
  missing(): number[] {
    const highest = Math.max(0, ...this.#hashes.keys());
    return Array.from({ length: highest }, (_each, index) => index + 1).filter(
      (number) => !this.#hashes.has(number),
    );
  }
}
