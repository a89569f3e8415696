import { type Random, randomOf } from '../random.ts';

export interface Input {
  /** What it is, such as `a GIF, of which bytes are others`. */
  name: string;
  bytes: Buffer;
}

/** A drawing takes a process of its own, so that there are fewer of them. */
const svgShare = 0.02;

/**
 * The inputs of a seed, by their numbers from 0: first every image cut off after each power of two, then images that are changed
 * at random. Each depends on its seed and its number alone, so that one can be had again without the others.
 */
export function inputsOf(images: ReadonlyMap<string, Buffer>, seed: number): (index: number) => Input {
  const cuts = [...images].flatMap(([name, bytes]) =>
    powersOfTwoBelow(bytes.length).map((length) => ({ name, bytes, length })),
  );
  const raster = [...images.keys()].filter((name) => name !== 'an SVG');

  return (index) => {
    const cut = cuts[index];
    if (cut)
      return { name: `${cut.name}, cut off after ${cut.length} bytes`, bytes: cut.bytes.subarray(0, cut.length) };
    const random = randomOf(seed * 1_000_003 + index);
    const name = random.happens(svgShare) ? 'an SVG' : random.pick(raster);
    const mutation = random.pick(Object.keys(mutations) as (keyof typeof mutations)[]);
    const other = images.get(random.pick(raster)) ?? Buffer.alloc(0);
    return {
      name: `${name}, ${mutation}`,
      bytes: mutations[mutation](Buffer.from(images.get(name) ?? ''), random, other),
    };
  };
}

type Mutate = (image: Buffer, random: Random, other: Buffer) => Buffer;

const mutations = {
  'of which bytes are others': (image, random) => change(image, random, image.length),
  'of which bytes of its header are others': (image, random) => change(image, random, headerBytes),
  'of which numbers of its header are extremes': (image, random) => extremes(image, random),
  'cut off': (image, random) => image.subarray(0, random.below(image.length)),
  'with a part left out': (image, random) => {
    const start = random.below(image.length);
    return Buffer.concat([image.subarray(0, start), image.subarray(start + 1 + random.below(200))]);
  },
  'with a part twice': (image, random) => {
    const [start, length] = [random.below(image.length), 1 + random.below(200)];
    return Buffer.concat([image.subarray(0, start + length), image.subarray(start)]);
  },
  'with the end of another': (image, random, other) =>
    Buffer.concat([image.subarray(0, random.below(image.length)), other.subarray(random.below(other.length))]),
  'followed by another': (image, random, other) =>
    Buffer.concat([image, other.subarray(0, random.below(other.length))]),
} satisfies Record<string, Mutate>;

const headerBytes = 200;
const mostChanges = 12;
/** Where a decoder that trusts a number comes to its limits. */
const numbers = [
  0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

function change(image: Buffer, random: Random, within: number): Buffer {
  for (let count = 1 + random.below(mostChanges); count > 0 && image.length > 0; count -= 1) {
    const at = random.below(Math.min(within, image.length));
    const byte = random.happens(0.5) ? random.below(256) : image.readUInt8(at) ^ (1 << random.below(8));
    image.writeUInt8(byte, at);
  }
  return image;
}

function extremes(image: Buffer, random: Random): Buffer {
  for (let count = 1 + random.below(3); count > 0 && image.length > 4; count -= 1) {
    const at = random.below(Math.min(headerBytes, image.length - 4));
    const number = random.pick(numbers);
    if (number <= 0xffff && random.happens(0.5)) {
      if (random.happens(0.5)) image.writeUInt16LE(number, at);
      else image.writeUInt16BE(number, at);
    } else if (random.happens(0.5)) image.writeUInt32LE(number, at);
    else image.writeUInt32BE(number, at);
  }
  return image;
}

function powersOfTwoBelow(length: number): number[] {
  const powers: number[] = [];
  for (let power = 1; power < length; power *= 2) powers.push(power);
  return powers;
}
