import { type Format, storedPixelBytes } from './format.ts';
import { frameLimit } from './frame-limit.ts';
import { untilTruncated } from './until-truncated.ts';

export const webp = {
  // Both parts of the signature: in text, such as an SVG, any single place may hold anything.
  matches: (beginning) => beginning.startsWith('RIFF') && beginning.startsWith('WEBP', 8),
  loader: 'VipsForeignLoadWebp',
  isIsolated: false,
  partLimit: frameLimit,
  memory: {
    kind: 'estimated',
    // A lossless one is assumed: the header does not say.
    wholeImageBytes: ({ width, height }) => width * height * 4,
    pixelBytes: storedPixelBytes,
    shrinksOnLoad: false,
  },
  inspect(image) {
    let [frames, metadataBytes] = [0, 0];
    untilTruncated(() => {
      for (const { name, bytes } of chunks(image)) {
        if (name === 'ANMF') frames += 1;
        if (/^(?:EXIF|ICCP|XMP )$/.test(name)) metadataBytes += bytes;
        if (frames > frameLimit.max) break;
      }
    });
    // A chunk may claim to be longer than the file.
    return { image, partCount: frames, metadataBytes: Math.min(metadataBytes, image.length), strictness: 'warning' };
  },
} satisfies Format;

/**
 * Yields the name and the length of each chunk of a WebP. https://developers.google.com/speed/webp/docs/riff_container
 *
 * @throws {RangeError} when the data is truncated
 */
function* chunks(image: Buffer): Iterable<{ name: string; bytes: number }> {
  for (let at = 12; at < image.length; ) {
    const bytes = image.readUInt32LE(at + 4);
    yield { name: image.toString('latin1', at, at + 4), bytes };
    at += 8 + bytes + (bytes % 2);
  }
}
