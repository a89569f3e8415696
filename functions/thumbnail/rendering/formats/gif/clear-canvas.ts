import type { GifFrame } from './frames.ts';
import { maxCodeSize, readLzw } from './lzw.ts';
import { unusedIndex } from './unused-index.ts';

type Area = readonly [left: number, top: number, right: number, bottom: number];

const transparencyFlag = 1;
const disposeToBackground = 2;
/** How a frame is disposed of whose area gets back what was there before. Old programs write 4. */
const restoring = [3, 4];
const controlBytes = 4;

/**
 * Returns the opaque frames of an animation that leave some of the canvas clear in browsers, before or after them. The decoder shows
 * such a canvas in the background colour, or in black, unless the frame has a transparent colour index.
 */
export function framesToClear(gif: Buffer, frames: readonly GifFrame[]): GifFrame[] {
  const screen: Area = [0, 0, gif.readUInt16LE(6), gif.readUInt16LE(8)];
  const covers = (frame: GifFrame, area: Area) => !isTransparent(gif, frame) && contains(areaOf(gif, frame), area);
  const isRestored = (frame: GifFrame) => restoring.includes(disposalOf(gif, frame));
  const hasAlpha = frames.some((frame) => isTransparent(gif, frame));
  return frames.filter((frame, index) => {
    if (isTransparent(gif, frame)) return false;
    const next = frames[index + 1];
    const isCleared = next !== undefined && disposalOf(gif, frame) === disposeToBackground;
    if (isCleared && (isRestored(next) || !covers(next, areaOf(gif, frame)))) return true;
    // The canvas is clear at the beginning.
    if (index > 0 || hasAlpha) return false;
    return !covers(frame, screen) || (isRestored(frame) && frames.slice(1).some((later) => !covers(later, screen)));
  });
}

/** Returns a GIF in which an unused colour index of each of these frames is declared as transparent, if the frame has one. */
export function clearCanvas(original: Buffer, frames: readonly GifFrame[]): Buffer {
  const gif = Buffer.from(original);
  const parts: Buffer[] = [];
  let reached = 0;
  for (const { controlAt, descriptorAt, dataAt, end } of frames) {
    const [width, height] = [gif.readUInt16LE(descriptorAt + 5), gif.readUInt16LE(descriptorAt + 7)];
    const codeSize = Math.min(maxCodeSize, gif.readUInt8(dataAt));
    const unused = unusedIndex(readLzw(gif, dataAt + 1, end, codeSize, width * height).isUsed);
    if (unused === undefined) continue;
    if (controlAt !== undefined && gif.readUInt8(controlAt - 1) === controlBytes) {
      gif.writeUInt8(gif.readUInt8(controlAt) | transparencyFlag, controlAt);
      gif.writeUInt8(unused, controlAt + 3);
    } else {
      parts.push(
        gif.subarray(reached, descriptorAt),
        Buffer.from([0x21, 0xf9, controlBytes, transparencyFlag, 0, 0, unused, 0]),
      );
      reached = descriptorAt;
    }
  }
  return Buffer.concat([...parts, gif.subarray(reached)]);
}

function isTransparent(gif: Buffer, { controlAt }: GifFrame): boolean {
  return controlAt !== undefined && (gif.readUInt8(controlAt) & transparencyFlag) !== 0;
}

function disposalOf(gif: Buffer, { controlAt }: GifFrame): number {
  return controlAt === undefined ? 0 : (gif.readUInt8(controlAt) >> 2) & 7;
}

function areaOf(gif: Buffer, { descriptorAt }: GifFrame): Area {
  const [left = 0, top = 0, width = 0, height = 0] = [1, 3, 5, 7].map((at) => gif.readUInt16LE(descriptorAt + at));
  return [left, top, left + width, top + height];
}

function contains([left, top, right, bottom]: Area, inner: Area): boolean {
  return left <= inner[0] && top <= inner[1] && right >= inner[2] && bottom >= inner[3];
}
