import type { Format, MagickHeader, MagickLoader, Rewriting } from './format.ts';

/** Bytes that ImageMagick takes before any image, as measured. */
const idleBytes = 100 * 1024 ** 2;

/** Bytes for each pixel while an image is decoded, as measured: several copies in ImageMagick, and one for sharp. */
const wholeImagePixelBytes = 17;

type Described = Pick<Format, 'matches'> & Partial<Pick<Format, 'inspect' | 'readCredit'>> & { loader: MagickLoader };

/** Describes a format that ImageMagick reads. It may crash, so it is always isolated. */
export function magickFormat(described: Described) {
  return {
    inspect: (image) => ({ image, strictness: 'warning' }),
    ...described,
    isIsolated: true,
    partLimit: undefined,
    memory: {
      kind: 'estimated',
      wholeImageBytes: ({ width, height }) => idleBytes + width * height * wholeImagePixelBytes,
      pixelBytes: () => 4,
      shrinksOnLoad: false,
    },
  } satisfies Format;
}

/** Returns the loader of a format that needs a single coder of ImageMagick. The module must have the name of the coder. */
export function soleCoder(coder: string, readHeader: (image: Buffer) => MagickHeader): MagickLoader {
  return { coder, allowed: { modules: [coder], coders: [coder] }, readHeader };
}

/** Returns a format whose images are rewritten before decoding, if `rewritingOf` returns how. */
export function withRewriting(
  described: Format,
  rewritingOf: (image: Buffer) => Rewriting | undefined = () => undefined,
): Format {
  return {
    ...described,
    inspect(image) {
      const rewriting = rewritingOf(image);
      if (!rewriting) return described.inspect(image);
      return { image, strictness: 'warning', rewriting };
    },
  };
}
