import { u32 } from './iso-boxes.ts';
import { pngChunk } from './png-chunks.ts';

/** A frame of an APNG, and how it is drawn. */
export interface DrawnFrame {
  /** A PNG of the same kind as the others. */
  png: Buffer;
  x?: number;
  y?: number;
  /** 0 leaves it, 1 clears its part, 2 restores what was there. */
  disposal?: number;
  /** 0 replaces what is there, 1 lays the frame over it. */
  blending?: number;
  delayMs?: number;
}

/**
 * Returns an APNG. https://www.w3.org/TR/png-3/#apng-frame-based-animation
 *
 * @param still a picture that is no frame, for who does not read animations; without it, the first frame is the picture
 */
export function apng(
  frames: readonly DrawnFrame[],
  { plays = 0, still }: { plays?: number; still?: Buffer } = {},
): Buffer {
  const first = still ?? frames[0]?.png ?? Buffer.of();
  let sequence = 0;
  const numbered = (content: Buffer) => {
    sequence += 1;
    return Buffer.concat([u32(sequence - 1), content]);
  };
  const parts = frames.flatMap((frame, index) => {
    const { png, x = 0, y = 0, disposal = 0, blending = 0, delayMs = 100 } = frame;
    const size = [png.readUInt32BE(16), png.readUInt32BE(20), x, y].map(u32);
    const times = Buffer.from([delayMs >> 8, delayMs & 0xff, 1000 >> 8, 1000 & 0xff, disposal, blending]);
    const control = pngChunk('fcTL', numbered(Buffer.concat([...size, times])));
    const isPicture = index === 0 && !still;
    const data = dataOf(png).map((part) => (isPicture ? pngChunk('IDAT', part) : pngChunk('fdAT', numbered(part))));
    return [control, ...data];
  });
  const stillData = still ? dataOf(still).map((part) => pngChunk('IDAT', part)) : [];
  const animation = pngChunk('acTL', Buffer.concat([u32(frames.length), u32(plays)]));
  const end = pngChunk('IEND', Buffer.of());
  // The signature and the header.
  return Buffer.concat([first.subarray(0, 33), animation, ...stillData, ...parts, end]);
}

function dataOf(png: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return parts;
}
