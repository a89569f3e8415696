/** A source of numbers that look random. The same seed gives the same numbers again. */
export interface Random {
  /** Returns a number from 0 up to, but not including, 1. */
  fraction(): number;
  /** Returns a whole number from 0 to `count - 1`. */
  below(count: number): number;
  /** Returns true with the given probability, from 0 to 1. */
  happens(probability: number): boolean;
  /** @throws {Error} when the list is empty */
  pick<Item>(items: readonly Item[]): Item;
}

/** mulberry32, by Tommy Ettinger: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(fraction() * count);
  return {
    fraction,
    below,
    happens: (probability) => fraction() < probability,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('The list to pick from is empty.');
      return item;
    },
  };
}
