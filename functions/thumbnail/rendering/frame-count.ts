import type { SourceFormat } from './formats.ts';

const walkers: Partial<Record<SourceFormat, (image: Buffer) => Iterable<number>>> = {
  gif: gifFrames,
  webp: webpFrames,
};

/**
 * Whether an image has more frames than so many, found out without a decoder: only one is ever shown, but decoders
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

/** Where each frame of an animated WebP begins. https://developers.google.com/speed/webp/docs/riff_container */
function* webpFrames(webp: Buffer): Iterable<number> {
  for (let at = 12; at < webp.length; ) {
    if (webp.toString('latin1', at, at + 4) === 'ANMF') yield at;
    const size = webp.readUInt32LE(at + 4);
    at += 8 + size + (size % 2);
  }
}
