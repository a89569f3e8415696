import type { SourceFormat } from './formats.ts';

const walkers: Partial<Record<SourceFormat, (image: Buffer) => Iterable<number>>> = {
  gif: gifFrames,
  tiff: tiffFrames,
  webp: webpFrames,
};

/**
 * Whether an image has more frames, or pages, than so many, found out without a decoder: only one is ever shown, but decoders
 * go through all of them to open the file, some in time that grows with their square. Of a file that breaks off or makes no
 * sense, what comes before that counts.
 */
export function hasMoreFrames(image: Uint8Array, format: SourceFormat, limit: number): boolean {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  let frames = 0;
  try {
    for (const _ of walkers[format]?.(bytes) ?? []) {
      frames += 1;
      if (frames > limit) return true;
    }
  } catch (error) {
    // Read beyond the end.
    if (!(error instanceof RangeError)) throw error;
  }
  return false;
}

/** Where each image of a GIF begins. https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
function* gifFrames(gif: Buffer): Iterable<number> {
  const colourTable = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + colourTable(gif.readUInt8(10));
  for (;;) {
    const kind = gif.readUInt8(at);
    if (kind === 0x2c) {
      yield at;
      at += 11 + colourTable(gif.readUInt8(at + 9));
    } else if (kind === 0x21) at += 2;
    else return;
    for (let size = gif.readUInt8(at); size > 0; size = gif.readUInt8(at)) at += 1 + size;
    at += 1;
  }
}

/** Where each directory of a TIFF begins. https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf */
function* tiffFrames(tiff: Buffer): Iterable<number> {
  const isLittleEndian = tiff.readUInt8(0) === 0x49;
  const readUInt16 = (at: number) => (isLittleEndian ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const readUInt32 = (at: number) => (isLittleEndian ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const readUInt64 = (at: number) => Number(isLittleEndian ? tiff.readBigUInt64LE(at) : tiff.readBigUInt64BE(at));
  const isBig = readUInt16(2) === 43;
  const seen = new Set<number>();
  let at = isBig ? readUInt64(8) : readUInt32(4);
  while (at !== 0 && !seen.has(at)) {
    yield at;
    seen.add(at);
    at = isBig ? readUInt64(at + 8 + readUInt64(at) * 20) : readUInt32(at + 2 + readUInt16(at) * 12);
  }
}

/** Where each frame of an animated WebP begins. https://developers.google.com/speed/webp/docs/riff_container */
function* webpFrames(webp: Buffer): Iterable<number> {
  for (let at = 12; at < webp.length; ) {
    if (webp.toString('latin1', at, at + 4) === 'ANMF') yield at;
    const size = webp.readUInt32LE(at + 4);
    at += 8 + size + (size % 2);
  }
}
