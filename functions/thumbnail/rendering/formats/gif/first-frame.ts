import { Rejection } from '../../../errors.ts';
import type { Size } from '../../types.ts';
import { colourTableBytes, endOfBlocks, type GifFrame } from './frames.ts';
import { type LzwData, maxCodeSize, readLzw } from './lzw.ts';
import { unusedIndex } from './unused-index.ts';

/** The positions in a GIF that matter for its first frame. https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
interface FirstFrame extends GifFrame {
  /** The flags of the control extensions before the last one, which do not count. */
  formerControls: number[];
}

const transparencyFlag = 1;
const trailer = 0x3b;

/** A data block with room for one more code: the decoder ignores the last code when nothing follows it. */
const spareBlock = [2, 0, 0];

/**
 * Returns a GIF with only its first frame, so that damage after it does not matter. If the frame or the screen has no size, it gets
 * the size of the other, as in browsers. The screen is transparent around a frame that does not fill it.
 *
 * @param gif is overwritten
 * @throws {RangeError} when the data is truncated before the frame
 * @throws {Rejection} when the frame has no colour table, or pixels are missing, which decoders leave black or transparent
 */
export function firstFrameOf(gif: Buffer): Buffer {
  const frame = findFirstFrame(gif);
  const { width, height } = repairSizes(gif, frame);
  const { pixels, isUsed, endsWithPixel } = readFrameData(gif, frame, { width, height });
  for (const at of frame.formerControls) gif.writeUInt8(gif.readUInt8(at) & ~transparencyFlag, at);
  const screen = sizeAt(gif, 6);
  // A frame that exceeds the screen enlarges it.
  const isMoved = gif.readUInt32LE(frame.descriptorAt + 1) > 0;
  const isPart = isMoved || width < screen.width || height < screen.height;
  const control = isPart ? transparentControl(gif, frame, isUsed) : [];
  const descriptor = wholeDescriptor(gif, frame, isUsed);
  const ending = Buffer.from([...(endsWithPixel ? spareBlock : []), 0, trailer]);
  // If pixels are missing, the block stays as it is, so that the decoder reports the damage.
  if (pixels === width * height) shortenLastBlock(gif, frame);
  // Mostly in place, since a copy would take as much memory as the file.
  if (control.length === 0 && !descriptor && ending.copy(gif, frame.end) === ending.length) {
    return gif.subarray(0, frame.end + ending.length);
  }
  const { descriptorAt, dataAt, end } = frame;
  const parts = [descriptor ?? gif.subarray(descriptorAt, dataAt), gif.subarray(dataAt, end)];
  return Buffer.concat([gif.subarray(0, descriptorAt), ...control, ...parts, ending]);
}

/** @throws {Rejection} when the frame has no colour table, a code size that LZW cannot have, or too few pixels */
function readFrameData(gif: Buffer, frame: FirstFrame, { width, height }: Size): LzwData {
  const tables = [gif.readUInt8(10), gif.readUInt8(frame.descriptorAt + 9)].map(colourTableBytes);
  if (tables.every((bytes) => bytes === 0)) throw new Rejection('corrupt-image', 'The gif image has no colour table.');
  const codeSize = gif.readUInt8(frame.dataAt);
  if (codeSize < 1 || codeSize > maxCodeSize) {
    throw new Rejection(
      'corrupt-image',
      `The gif image has the LZW code size ${codeSize}, expected 1 to ${maxCodeSize}.`,
    );
  }
  const data = readLzw(gif, frame.dataAt + 1, frame.end, codeSize, width * height);
  // Some old programs leave out the end of the last row.
  if (data.pixels < width * (height - 1) || data.pixels === 0) {
    throw new Rejection(
      'corrupt-image',
      `The gif image is cut off: it has ${data.pixels} of ${width * height} pixels.`,
    );
  }
  return data;
}

function findFirstFrame(gif: Buffer): FirstFrame {
  const controls: number[] = [];
  for (let at = 13 + colourTableBytes(gif.readUInt8(10)); ; ) {
    const kind = gif.readUInt8(at);
    if (kind === 0x2c) {
      const dataAt = at + 10 + colourTableBytes(gif.readUInt8(at + 9));
      const controlAt = controls.pop();
      const end = endOfBlocks(gif, dataAt + 1);
      return { controlAt, formerControls: controls, descriptorAt: at, dataAt, end };
    }
    if (kind !== 0x21) throw new RangeError('There is no frame.');
    if (gif.readUInt8(at + 1) === 0xf9) controls.push(at + 3);
    at = endOfBlocks(gif, at + 2) + 1;
  }
}

/** Corrects the declared length of the last data block, if the file ends within it. */
function shortenLastBlock(gif: Buffer, { dataAt, end }: FirstFrame): void {
  if (end < gif.length) return;
  let at = dataAt + 1;
  while (at + 1 + (gif[at] ?? 0) < gif.length) at += 1 + (gif[at] ?? 0);
  if (at < gif.length) gif[at] = gif.length - at - 1;
}

/** Replaces a size of zero. Returns the size of the frame. */
function repairSizes(gif: Buffer, { descriptorAt }: FirstFrame): Size {
  const [screen, frame] = [sizeAt(gif, 6), sizeAt(gif, descriptorAt + 5)];
  if (frame.width === 0 || frame.height === 0) writeSize(gif, descriptorAt + 5, screen);
  if (screen.width === 0 || screen.height === 0) {
    const [left, top] = [gif.readUInt16LE(descriptorAt + 1), gif.readUInt16LE(descriptorAt + 3)];
    writeSize(gif, 6, { width: Math.min(0xffff, left + frame.width), height: Math.min(0xffff, top + frame.height) });
  }
  return sizeAt(gif, descriptorAt + 5);
}

function sizeAt(gif: Buffer, at: number): Size {
  return { width: gif.readUInt16LE(at), height: gif.readUInt16LE(at + 2) };
}

function writeSize(gif: Buffer, at: number, { width, height }: Size): void {
  gif.writeUInt16LE(width, at);
  gif.writeUInt16LE(height, at + 2);
}

/**
 * Declares an unused colour index as transparent, so that the decoder adds alpha.
 *
 * @returns the extension to insert; none when the frame has a transparent index already, or uses every index
 */
function transparentControl(gif: Buffer, { controlAt }: FirstFrame, isUsed: Uint8Array): Buffer[] {
  if (controlAt !== undefined && gif.readUInt8(controlAt) & transparencyFlag) return [];
  const unused = unusedIndex(isUsed);
  if (unused === undefined) return [];
  return [Buffer.from([0x21, 0xf9, 4, transparencyFlag, 0, 0, unused, 0])];
}

/**
 * Returns the descriptor of the frame with a colour table of all indexes, if it uses an index beyond its table: such pixels are black in
 * browsers, and transparent in the decoder.
 */
function wholeDescriptor(gif: Buffer, { descriptorAt, dataAt }: FirstFrame, isUsed: Uint8Array): Buffer | undefined {
  const flags = gif.readUInt8(descriptorAt + 9);
  const localBytes = colourTableBytes(flags);
  const table =
    localBytes > 0
      ? gif.subarray(dataAt - localBytes, dataAt)
      : gif.subarray(13, 13 + colourTableBytes(gif.readUInt8(10)));
  if (isUsed.lastIndexOf(1) < table.length / 3) return undefined;
  const whole = Buffer.alloc(3 * 256);
  table.copy(whole);
  return Buffer.concat([gif.subarray(descriptorAt, descriptorAt + 9), Buffer.from([flags | 0x87]), whole]);
}
