import { type Format, storedPixelBytes } from './format.ts';
import { isoMediaBrands } from './iso-media.ts';
import { untilTruncated } from './until-truncated.ts';

/** An AVIF is decoded in blocks with margins: one of a single row takes as much as one of this many. */
const minDecodedSide = 128;

export const avif = {
  // Many an AVIF is `mif1` first and `avif` only further on.
  matches: (beginning) => isoMediaBrands(beginning)?.some((brand) => brand === 'avif' || brand === 'avis') ?? false,
  loader: 'VipsForeignLoadHeif',
  isIsolated: false,
  partLimit: undefined,
  memory: {
    kind: 'estimated',
    wholeImageBytes: ({ width, height, bytesPerSample }) =>
      Math.max(width, minDecodedSide) * Math.max(height, minDecodedSide) * (bytesPerSample === 1 ? 20 : 30),
    pixelBytes: storedPixelBytes,
    shrinksOnLoad: false,
  },
  inspect(image) {
    // libvips looks only at the first brand, which differs in a sequence, although its still is an AVIF like any other.
    untilTruncated(() => void image.write('avif', 8, 'latin1'));
    // Metadata may be anywhere in an AVIF, so all of it counts.
    return { image, partCount: 0, metadataBytes: image.length, strictness: 'warning' };
  },
} satisfies Format;
