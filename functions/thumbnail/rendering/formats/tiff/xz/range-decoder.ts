/** The probability of a bit being 0, before any bit was seen. */
const even = 1024;
const one = 2048;
/** How fast a probability adapts to the bits that are seen. */
const adaptation = 5;
const minRange = 2 ** 24;
const headBytes = 5;

/** Returns the probabilities of so many bits, all even. */
export function evenProbabilities(count: number): Uint16Array {
  return new Uint16Array(count).fill(even);
}

export type RangeDecoder = ReturnType<typeof createRangeDecoder>;

/**
 * Returns a decoder of the bits of one chunk of LZMA. https://www.7-zip.org/sdk.html, lzma-specification.txt
 *
 * @throws {RangeError} when the chunk is damaged, or more bits are read than it has
 */
export function createRangeDecoder(data: Buffer) {
  if (data.length < headBytes || data[0] !== 0) throw new RangeError('A chunk of the LZMA data is damaged.');
  const coder = { range: 0xffff_ffff, code: data.readUInt32BE(1), at: headBytes };

  function normalize(): void {
    if (coder.range >= minRange) return;
    const next = data[coder.at];
    if (next === undefined) throw new RangeError('A chunk of the LZMA data is cut off.');
    coder.range = (coder.range << 8) >>> 0;
    coder.code = ((coder.code << 8) | next) >>> 0;
    coder.at += 1;
  }

  /** Returns a bit, and adapts its probability. */
  function bit(probabilities: Uint16Array, index: number): 0 | 1 {
    normalize();
    const probability = probabilities[index] ?? even;
    const bound = (coder.range >>> 11) * probability;
    if (coder.code < bound) {
      coder.range = bound;
      probabilities[index] = probability + ((one - probability) >> adaptation);
      return 0;
    }
    coder.range -= bound;
    coder.code -= bound;
    probabilities[index] = probability - (probability >> adaptation);
    return 1;
  }

  return {
    bit,

    /** Returns a number whose high bit comes first. Its probabilities are a binary tree, from `start` on. */
    tree(probabilities: Uint16Array, start: number, bits: number): number {
      let node = 1;
      for (let left = bits; left > 0; left -= 1) node = (node << 1) | bit(probabilities, start + node);
      return node - (1 << bits);
    },

    /** Returns a number whose low bit comes first. */
    reverseTree(probabilities: Uint16Array, start: number, bits: number): number {
      let [node, value] = [1, 0];
      for (let place = 0; place < bits; place += 1) {
        const next = bit(probabilities, start + node);
        node = (node << 1) | next;
        value |= next << place;
      }
      return value;
    },

    /** Returns a number whose bits are as often 0 as 1. */
    direct(bits: number): number {
      let value = 0;
      for (let left = bits; left > 0; left -= 1) {
        normalize();
        coder.range >>>= 1;
        const next = coder.code >= coder.range ? 1 : 0;
        if (next) coder.code -= coder.range;
        value = value * 2 + next;
      }
      return value;
    },

    /** Whether the chunk was read to its end, and ends as an encoder ends it. */
    isFinished(): boolean {
      normalize();
      return coder.at === data.length && coder.code === 0;
    },
  };
}
