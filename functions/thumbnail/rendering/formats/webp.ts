import { type Format, storedPixelBytes } from './format.ts';
import { frameLimit } from './frame-limit.ts';
import { untilTruncated } from './until-truncated.ts';
import { plainHeader } from './webp/plain-header.ts';

const [headerAt, flagsAt] = [12, 20];
/** The bit of alpha in the flags of the file, and in the fifth byte of a lossless picture. */
const [alphaFlag, alphaUsed] = [0x10, 0x10];

export const webp = {
  // Both parts of the signature are checked, because a text, such as an SVG, may contain one of them by chance.
  matches: (beginning) => beginning.startsWith('RIFF') && beginning.startsWith('WEBP', 8),
  loader: 'VipsForeignLoadWebp',
  isIsolated: false,
  partLimit: frameLimit,
  memory: {
    kind: 'estimated',
    // A lossless WebP is assumed, because the header does not tell.
    wholeImageBytes: ({ width, height }) => width * height * 4,
    pixelBytes: storedPixelBytes,
    shrinksOnLoad: false,
  },
  inspect(image) {
    let [frames, metadataBytes] = [0, 0];
    untilTruncated(() => {
      for (const { name, bytes, at } of chunks(image)) {
        if (name === 'ANMF') frames += 1;
        if (name === 'VP8L') declareAlpha(image, at);
        if (/^(?:EXIF|ICCP|XMP )$/.test(name)) metadataBytes += bytes;
        if (frames > frameLimit.max) break;
      }
    });
    // A chunk may claim to be longer than the file.
    return {
      image,
      animation: frames > 1 ? image : undefined,
      partCount: frames,
      metadataBytes: Math.min(metadataBytes, image.length),
      header: untilTruncated(() => plainHeader(image)),
      strictness: 'warning',
    };
  },
  repair: untilLastWholeChunk,
} satisfies Format;

/** Declares the alpha of a lossless picture in the header of the file, as browsers go by the picture. */
function declareAlpha(image: Buffer, pictureAt: number): void {
  const hasHeader = image.toString('latin1', headerAt, headerAt + 4) === 'VP8X';
  if (hasHeader && image.readUInt8(pictureAt + 12) & alphaUsed) image[flagsAt] = image.readUInt8(flagsAt) | alphaFlag;
}

/**
 * Cuts off broken data after a whole picture, or after a whole first frame: browsers show these.
 *
 * @returns undefined when nothing is broken, or the picture itself is
 */
function untilLastWholeChunk(image: Buffer): Buffer | undefined {
  let end = 0;
  let hasPicture = false;
  const frameEnds: number[] = [];
  const starts: number[] = [];
  untilTruncated(() => {
    for (const { name, bytes, at } of chunks(image)) {
      starts.push(at);
      const isPicture = /^(?:VP8 |VP8L|ANMF)$/.test(name);
      // Browsers ignore metadata without its padding, but show a picture without it.
      const isWhole = /^[\x20-\x7e]{4}$/.test(name) && at + 8 + bytes + (isPicture ? 0 : bytes % 2) <= image.length;
      if (!isWhole) break;
      hasPicture ||= isPicture;
      end = at + 8 + bytes;
      if (name === 'ANMF') frameEnds.push(end);
    }
  });
  const hasWholeChunks = end === image.length && end % 2 === 0 && image.readUInt32LE(4) === end - 8;
  // The chunks are whole, so the data inside a later frame is broken.
  if (hasWholeChunks && frameEnds.length > 1) return endedAt(image, frameEnds[0] ?? end);
  return hasPicture && !hasWholeChunks && !isShifted(image, starts) ? endedAt(image, end) : undefined;
}

/** Whether whole metadata ends the file, but does not begin where a chunk does: then the picture lacks bytes, or has too many. */
function isShifted(image: Buffer, starts: readonly number[]): boolean {
  return ['EXIF', 'XMP '].some((name) => {
    const at = image.lastIndexOf(name);
    if (at < 0 || at + 8 > image.length) return false;
    const bytes = image.readUInt32LE(at + 4);
    return !starts.includes(at) && at + 8 + bytes + (bytes % 2) === image.length;
  });
}

function endedAt(image: Buffer, end: number): Buffer {
  const repaired = Buffer.concat([image.subarray(0, end), Buffer.alloc(end % 2)]);
  repaired.writeUInt32LE(repaired.length - 8, 4);
  return repaired;
}

/**
 * Yields the name, the length and the position of each chunk of a WebP. https://developers.google.com/speed/webp/docs/riff_container
 *
 * @throws {RangeError} when the data is truncated
 */
function* chunks(image: Buffer): Iterable<{ name: string; bytes: number; at: number }> {
  for (let at = 12; at < image.length; ) {
    const bytes = image.readUInt32LE(at + 4);
    yield { name: image.toString('latin1', at, at + 4), bytes, at };
    at += 8 + bytes + (bytes % 2);
  }
}
