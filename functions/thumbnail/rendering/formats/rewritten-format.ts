import { type Format, type Rewriting, storedPixelBytes } from './format.ts';

/** Returns a format that this project decodes. libvips reads the TIFF that the image is rewritten as. */
export function rewrittenFormat(matches: Format['matches'], rewritingOf: (image: Buffer) => Rewriting) {
  return {
    matches,
    loader: 'VipsForeignLoadTiff',
    isIsolated: false,
    partLimit: undefined,
    memory: { kind: 'estimated', wholeImageBytes: () => 0, pixelBytes: storedPixelBytes, shrinksOnLoad: false },
    inspect: (image) => ({ image, strictness: 'error', rewriting: rewritingOf(image) }),
  } satisfies Format;
}
