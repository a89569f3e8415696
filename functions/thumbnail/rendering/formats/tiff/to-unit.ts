import type { Layout } from './layout.ts';

/** The min value of the brightest float for a range of 0 to 255, in which anything darker would be nearly black. */
const minByteWhite = 16;

/** Half of the range of 8 bits. */
const maxStep = 0x80;

/**
 * Scales samples in place, so that black is 0 and white is 1. Returns whether they are floating-point colours that had this range
 * already: such RGB is linear light, unless a profile says otherwise.
 */
export function toUnit(values: Float32Array, { sampleFormat, bits, colours }: Layout, channels: number): boolean {
  if (sampleFormat === 3) {
    scaleFloats(values, channels, (channel) => channel >= colours);
    return scaleFloats(values, channels, (channel) => channel < colours);
  }
  const isSigned = sampleFormat === 2;
  if (isSigned && bits === 8 && lookUnsigned(values, channels)) {
    for (let at = 0; at < values.length; at += 1) values[at] = unsigned(values[at] ?? 0) / 0xff;
    return false;
  }
  // If no signed sample is negative, black is 0.
  const hasNegative = isSigned && values.some((value) => value < 0);
  const [min, span] = hasNegative ? [-(2 ** (bits - 1)), 2 ** bits - 1] : [0, 2 ** (isSigned ? bits - 1 : bits) - 1];
  for (let at = 0; at < values.length; at += 1) values[at] = ((values[at] ?? 0) - min) / span;
  return false;
}

/** Scales some of the channels to 0 to 1. Returns whether they had this range already. */
function scaleFloats(values: Float32Array, channels: number, isScaled: (channel: number) => boolean): boolean {
  const max = maxOfFloats(values.filter((_, at) => isScaled(at % channels)));
  for (let at = 0; at < values.length; at += 1) if (isScaled(at % channels)) values[at] = (values[at] ?? 0) / max;
  return max === 1;
}

/** Returns the value of white. It is 1, which highlights may exceed, unless most samples above 0 exceed it. */
function maxOfFloats(values: Float32Array): number {
  let [beyond, lit, max] = [0, 0, 0];
  for (const value of values) {
    if (value > 0) lit += 1;
    if (value > 1) beyond += 1;
    if (value > max && Number.isFinite(value)) max = value;
  }
  if (beyond <= lit / 2) return 1;
  if (max < minByteWhite) return max;
  return max <= 0xff ? 0xff : max <= 0xffff ? 0xffff : max;
}

/** Whether samples of 8 bits are unsigned, although declared as signed. Neighbours then jump less often between black and white. */
function lookUnsigned(values: Float32Array, channels: number): boolean {
  let [jumpsSigned, jumpsUnsigned] = [0, 0];
  for (let at = channels; at < values.length; at += 1) {
    const [value, neighbour] = [values[at] ?? 0, values[at - channels] ?? 0];
    if (Math.abs(value - neighbour) > maxStep) jumpsSigned += 1;
    if (Math.abs(unsigned(value) - unsigned(neighbour)) > maxStep) jumpsUnsigned += 1;
  }
  return jumpsUnsigned < jumpsSigned;
}

function unsigned(value: number): number {
  return value < 0 ? value + 0x100 : value;
}
