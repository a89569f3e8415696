import { createRangeDecoder, evenProbabilities, type RangeDecoder } from './range-decoder.ts';
import { repeat, type Unpacked } from './unpacked.ts';

/** How an encoder was set up. */
export interface LzmaProperties {
  /** How many high bits of the previous byte tell the probabilities of the next. */
  contextBits: number;
  /** How many low bits of the position tell them. */
  literalPositionBits: number;
  /** The same for everything but single bytes. */
  positionBits: number;
}

const [states, maxPositions, minLength] = [12, 16, 2];
/** A state below this one follows a single byte. */
const firstStateAfterMatch = 7;
const [literalProbabilities, slotBits, lengthStates, alignBits] = [0x300, 6, 4, 4];
const [firstModelledSlot, firstDirectSlot] = [4, 14];
/** A length is one of 8, one of 8 more, or one of 256 more. */
const [lowLengths, middleLengths] = [8, 8];

/** Everything that adapts to the data. */
type Model = ReturnType<typeof createModel>;

function createModel(properties: LzmaProperties) {
  const { contextBits, literalPositionBits } = properties;
  const lengths = () => ({
    choices: evenProbabilities(2),
    low: evenProbabilities(maxPositions * lowLengths),
    middle: evenProbabilities(maxPositions * middleLengths),
    high: evenProbabilities(256),
  });
  return {
    properties,
    state: 0,
    /** The last four distances. */
    distances: [0, 0, 0, 0] as [number, number, number, number],
    literals: evenProbabilities(literalProbabilities << (contextBits + literalPositionBits)),
    isMatch: evenProbabilities(states * maxPositions),
    isRepeated: evenProbabilities(states),
    isLater: evenProbabilities(3 * states),
    isLong: evenProbabilities(states * maxPositions),
    slots: evenProbabilities(lengthStates << slotBits),
    lowBits: evenProbabilities(128),
    align: evenProbabilities(1 << alignBits),
    matchLengths: lengths(),
    repeatedLengths: lengths(),
  };
}

/** Returns a decoder of the chunks of a block. What it learns from a chunk counts for the next, until it is reset. */
export function createLzmaDecoder(unpacked: Unpacked) {
  let model: Model | undefined;
  return {
    /** Forgets what was learned. The properties stay as they are if they are unset. */
    reset(properties: LzmaProperties | undefined = model?.properties): void {
      model = properties && createModel(properties);
    },

    /**
     * Unpacks a chunk.
     *
     * @throws {RangeError} when the chunk is damaged, or needs an earlier one
     */
    unpack(chunk: Buffer, bytes: number): void {
      if (!model) throw new RangeError('The LZMA data begins without its properties.');
      const decoder = createRangeDecoder(chunk);
      const end = unpacked.reached + bytes;
      while (unpacked.reached < end) unpackNext(decoder, model, unpacked, end);
      if (!decoder.isFinished()) throw new RangeError('A chunk of the LZMA data is damaged.');
    },
  };
}

/** Unpacks a single byte, or a repetition. */
function unpackNext(decoder: RangeDecoder, model: Model, unpacked: Unpacked, end: number): void {
  const position = (unpacked.reached - unpacked.start) & ((1 << model.properties.positionBits) - 1);
  if (decoder.bit(model.isMatch, model.state * maxPositions + position)) {
    const length = readRepetition(decoder, model, position);
    repeat(unpacked, model.distances[0], length, end);
  } else unpackByte(decoder, model, unpacked);
}

/** Returns the length of a repetition. Its distance becomes the first of the last distances. */
function readRepetition(decoder: RangeDecoder, model: Model, position: number): number {
  const { state, distances } = model;
  const isAfterByte = state < firstStateAfterMatch;
  if (!decoder.bit(model.isRepeated, state)) {
    const length = lengthOf(decoder, model.matchLengths, position);
    distances.unshift(distanceOf(decoder, model, length));
    distances.length = 4;
    model.state = isAfterByte ? 7 : 10;
    return length;
  }
  const later = indexOfDistance(decoder, model);
  if (later === 0 && !decoder.bit(model.isLong, state * maxPositions + position)) {
    model.state = isAfterByte ? 9 : 11;
    return 1;
  }
  distances.unshift(...distances.splice(later, 1));
  model.state = isAfterByte ? 8 : 11;
  return lengthOf(decoder, model.repeatedLengths, position);
}

/** Returns which of the last distances is used again. */
function indexOfDistance(decoder: RangeDecoder, { isLater, state }: Model): number {
  let index = 0;
  while (index < 3 && decoder.bit(isLater, index * states + state)) index += 1;
  return index;
}

function unpackByte(decoder: RangeDecoder, model: Model, unpacked: Unpacked): void {
  const { state, literals, distances, properties } = model;
  const { bytes, reached, start } = unpacked;
  const position = (reached - start) & ((1 << properties.literalPositionBits) - 1);
  const previous = reached > start ? (bytes[reached - 1] ?? 0) : 0;
  const context = (position << properties.contextBits) + (previous >> (8 - properties.contextBits));
  const from = context * literalProbabilities;
  let node = 1;
  if (state >= firstStateAfterMatch) {
    // The byte differs from the one that would continue the repetition, so that byte tells the probabilities up to there.
    let expected = (bytes[reached - distances[0] - 1] ?? 0) | 0x100;
    while (node < 0x100) {
      expected <<= 1;
      const expectedBit = expected & 0x100;
      const bit = decoder.bit(literals, from + 0x100 + expectedBit + node);
      node = (node << 1) | bit;
      if (bit !== expectedBit >> 8) break;
    }
  }
  while (node < 0x100) node = (node << 1) | decoder.bit(literals, from + node);
  bytes[reached] = node;
  unpacked.reached += 1;
  model.state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
}

function lengthOf(decoder: RangeDecoder, { choices, low, middle, high }: Model['matchLengths'], position: number) {
  if (!decoder.bit(choices, 0)) return minLength + decoder.tree(low, position * lowLengths, 3);
  if (!decoder.bit(choices, 1)) return minLength + lowLengths + decoder.tree(middle, position * middleLengths, 3);
  return minLength + lowLengths + middleLengths + decoder.tree(high, 0, 8);
}

/** Returns a distance. 0 is the previous byte. */
function distanceOf(decoder: RangeDecoder, { slots, lowBits, align }: Model, length: number): number {
  const lengthState = Math.min(length - minLength, lengthStates - 1);
  const slot = decoder.tree(slots, lengthState << slotBits, slotBits);
  if (slot < firstModelledSlot) return slot;
  const bits = (slot >> 1) - 1;
  const high = (2 | (slot & 1)) * 2 ** bits;
  if (slot < firstDirectSlot) return high + decoder.reverseTree(lowBits, high - slot, bits);
  return high + decoder.direct(bits - alignBits) * 2 ** alignBits + decoder.reverseTree(align, 0, alignBits);
}
