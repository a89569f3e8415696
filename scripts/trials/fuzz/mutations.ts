import type { Random } from '../random.ts';
import { addToLengths, type FileChunk, fileChunks } from './file-chunks.ts';

/** Breaks an image. May change its bytes in place. */
type Mutate = (image: Buffer, random: Random, other: Buffer) => Buffer;

/** By a phrase that completes the name of the image. */
export const mutations = {
  'with changed bytes': (image, random) => changeBytes(image, random, image.length),
  'with changed bytes in its header': (image, random) => changeBytes(image, random, headerBytes),
  'with extreme numbers in its header': (image, random) => setExtremes(image, random),
  truncated: (image, random) => image.subarray(0, random.below(image.length)),
  'with a part left out': (image, random) => {
    const start = random.below(image.length);
    return Buffer.concat([image.subarray(0, start), image.subarray(start + 1 + random.below(200))]);
  },
  'with a part repeated': (image, random) => {
    const [start, length] = [random.below(image.length), 1 + random.below(200)];
    return Buffer.concat([image.subarray(0, start + length), image.subarray(start)]);
  },
  'with a chunk of another length': (image, random) => resizeChunk(image, random),
  'with whole chunks left out or repeated': (image, random) => moveChunks(image, random),
  'with the end of another': (image, random, other) =>
    Buffer.concat([image.subarray(0, random.below(image.length)), other.subarray(random.below(other.length))]),
  'followed by another': (image, random, other) =>
    Buffer.concat([image, other.subarray(0, random.below(other.length))]),
} satisfies Record<string, Mutate>;

export const mutationNames = Object.keys(mutations) as (keyof typeof mutations)[];

const headerBytes = 200;
const maxChanges = 12;
/** Numbers that a decoder must not trust. */
const extremes = [
  0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

function changeBytes(image: Buffer, random: Random, within: number): Buffer {
  for (let count = 1 + random.below(maxChanges); count > 0 && image.length > 0; count -= 1) {
    const at = random.below(Math.min(within, image.length));
    const byte = random.happens(0.5) ? random.below(256) : image.readUInt8(at) ^ (1 << random.below(8));
    image.writeUInt8(byte, at);
  }
  return image;
}

function setExtremes(image: Buffer, random: Random): Buffer {
  for (let count = 1 + random.below(3); count > 0 && image.length > 4; count -= 1) {
    const at = random.below(Math.min(headerBytes, image.length - 4));
    const number = random.pick(extremes);
    if (number <= 0xffff && random.happens(0.5)) {
      if (random.happens(0.5)) image.writeUInt16LE(number, at);
      else image.writeUInt16BE(number, at);
    } else if (random.happens(0.5)) image.writeUInt32LE(number, at);
    else image.writeUInt32BE(number, at);
  }
  return image;
}

/** Inserts or removes bytes of a chunk, and corrects the lengths. In a file without chunks, anywhere. */
function resizeChunk(image: Buffer, random: Random): Buffer {
  const whole: FileChunk = { start: 0, content: 0, contentEnd: image.length, end: image.length, lengths: [] };
  const chunks = fileChunks(image);
  const { content, contentEnd, lengths } = chunks.length > 0 ? random.pick(chunks) : whole;
  const at = content + random.below(contentEnd - content + 1);
  const count = 1 + random.below(maxChanges);
  const isInserted = random.happens(0.5);
  const inserted = Buffer.from(Array.from({ length: isInserted ? count : 0 }, () => random.below(256)));
  const next = isInserted ? at : Math.min(contentEnd, at + count);
  addToLengths(image, lengths, inserted.length - (next - at));
  return Buffer.concat([image.subarray(0, at), inserted, image.subarray(next)]);
}

/** Leaves out a chunk or inserts a copy of it before another one, once or more often, and corrects the lengths around it. */
function moveChunks(image: Buffer, random: Random): Buffer {
  let moved = image;
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const chunks = fileChunks(moved);
    if (chunks.length === 0) return changeBytes(moved, random, moved.length);
    const { start, end, lengths } = random.pick(chunks);
    const copy = Buffer.from(moved.subarray(start, end));
    if (random.happens(0.5)) {
      addToLengths(moved, lengths.slice(1), -copy.length);
      moved = Buffer.concat([moved.subarray(0, start), moved.subarray(end)]);
    } else {
      const before = random.pick(chunks);
      addToLengths(moved, before.lengths.slice(1), copy.length);
      moved = Buffer.concat([moved.subarray(0, before.start), copy, moved.subarray(before.start)]);
    }
  }
  return moved;
}
