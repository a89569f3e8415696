import type { SourceFormat } from './formats.ts';
import { isScan, jpegSegments } from './jpeg-segments.ts';
import { untilEnd } from './until-end.ts';
import { webpChunks } from './webp-chunks.ts';

const walkers: Partial<Record<SourceFormat, (image: Buffer) => Iterable<unknown>>> = {
  gif: gifFrames,
  jpeg: jpegScans,
  webp: webpFrames,
};

/**
 * Whether an image has more parts than so many, which are frames, or the scans of a JPEG; found out without a decoder. Only one
 * frame is ever shown, but decoders go through all of them to open the file, some in time that grows with their square; and with
 * each scan libjpeg goes through the whole image, which no timeout breaks off. What comes before the end, or makes sense, counts.
 */
export function hasMoreParts(image: Buffer, format: SourceFormat, limit: number): boolean {
  let parts = 0;
  for (const _ of untilEnd(walkers[format]?.(image) ?? [])) {
    parts += 1;
    if (parts > limit) return true;
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

function* jpegScans(jpeg: Buffer): Iterable<unknown> {
  for (const segment of jpegSegments(jpeg)) if (isScan(segment)) yield segment;
}

function* webpFrames(webp: Buffer): Iterable<unknown> {
  for (const chunk of webpChunks(webp)) if (chunk.name === 'ANMF') yield chunk;
}
