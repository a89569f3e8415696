import { untilTruncated } from '../until-truncated.ts';
import { chunkNumber, chunkOf, chunksOf, signatureBytes } from './chunks.ts';

/** A frame of an APNG, which covers an area of the canvas. https://www.w3.org/TR/png-3/#apng-frame-based-animation */
export interface ApngFrame {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Milliseconds that it is shown for. */
  delayMs: number;
  /** The disposal of its area after it was shown: 0 keeps it, 1 clears it, 2 restores it. */
  disposal: number;
  /** Whether it replaces its area; otherwise it is blended over it. */
  replaces: boolean;
  /** A PNG of this frame alone. */
  png: Buffer;
}

export interface Apng {
  width: number;
  height: number;
  /** How often it plays; 0 is endless. */
  plays: number;
  frames: ApngFrame[];
}

const [header, data, end, animation, control, frameData] = ['IHDR', 'IDAT', 'IEND', 'acTL', 'fcTL', 'fdAT'].map(
  chunkNumber,
);
/** The chunks that all frames share. */
const shared = new Set(['PLTE', 'tRNS', 'iCCP', 'sRGB', 'sBIT'].map(chunkNumber));
const profile = chunkNumber('iCCP');
const numberBytes = 4;
const controlBytes = 26;

/** Whether a PNG declares an animation before its picture. Reading stops at damage. */
export function isAnimated(png: Buffer): boolean {
  let found = false;
  untilTruncated(() => {
    for (const { type } of chunksOf(png)) {
      if (type === data) break;
      found ||= type === animation;
    }
  });
  return found;
}

/**
 * Returns the first frames of an APNG, up to damage.
 *
 * @param hasProfile whether the frames keep the profile, if there is one
 */
export function apngOf(png: Buffer, maxFrames: number, hasProfile = true): Apng {
  const apng: Apng = { width: 0, height: 0, plays: 0, frames: [] };
  const head: Buffer[] = [png.subarray(0, signatureBytes)];
  let [headerOfImage, current, parts]: [Buffer, Buffer | undefined, Buffer[]] = [Buffer.of(), undefined, []];
  const endFrame = () => {
    const frame = current && parts.length > 0 && frameOf(current, apng, headerOfImage, head, parts);
    if (frame) apng.frames.push(frame);
    [current, parts] = [undefined, []];
  };
  untilTruncated(() => {
    for (const { type, at, content, next } of chunksOf(png)) {
      const bytes = png.subarray(content, next - 4);
      if (type === header) {
        headerOfImage = bytes;
        Object.assign(apng, { width: bytes.readUInt32BE(), height: bytes.readUInt32BE(4) });
      } else if (type === animation) apng.plays = bytes.readUInt32BE(4);
      else if (shared.has(type) && (hasProfile || type !== profile)) head.push(png.subarray(at, next));
      else if (type === control) {
        endFrame();
        if (apng.frames.length === maxFrames) return;
        current = bytes.subarray(0, controlBytes);
      } else if (current && next <= png.length) {
        // The picture is a frame only if a frame control chunk precedes it.
        if (type === data) parts.push(bytes);
        if (type === frameData) parts.push(bytes.subarray(numberBytes));
      }
      if (type === end) endFrame();
    }
  });
  return apng;
}

/** @throws {RangeError} when the data is truncated, or the frame exceeds the canvas */
function frameOf(
  control: Buffer,
  { width: maxWidth, height: maxHeight }: Apng,
  headerOfImage: Buffer,
  head: readonly Buffer[],
  parts: readonly Buffer[],
): ApngFrame {
  const [width = 0, height = 0, x = 0, y = 0] = [4, 8, 12, 16].map((at) => control.readUInt32BE(at));
  if (width === 0 || height === 0 || x + width > maxWidth || y + height > maxHeight) {
    throw new RangeError('A frame exceeds the canvas.');
  }
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width);
  size.writeUInt32BE(height, 4);
  const [signature = Buffer.of(), ...others] = head;
  const ihdr = chunkOf('IHDR', Buffer.concat([size, headerOfImage.subarray(8)]));
  const idat = parts.map((part) => chunkOf('IDAT', part));
  return {
    x,
    y,
    width,
    height,
    delayMs: Math.round((1000 * control.readUInt16BE(20)) / (control.readUInt16BE(22) || 100)),
    disposal: control.readUInt8(24),
    replaces: control.readUInt8(25) === 0,
    png: Buffer.concat([signature, ihdr, ...others, ...idat, chunkOf('IEND', Buffer.of())]),
  };
}
