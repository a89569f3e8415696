import { MagickError, MagickErrorSeverity } from '@imagemagick/magick-wasm';
import sharp from 'sharp';
import { Failure, Rejection } from '../../errors.ts';
import type { MagickLoader } from '../formats/format.ts';
import type { RenderLimits } from '../types.ts';
import type { Decoder } from './decoder.ts';
import { libvips } from './libvips.ts';
import { loadMagick } from './magick/load-magick.ts';
import { readPixels } from './magick/read-pixels.ts';

/** The decoder of libvips that reads the pixels. It gets nothing else. */
export const pixelsLoader = 'VipsForeignLoadTiff';

/** Returns a decoder of one image by ImageMagick. A process can have one only, since ImageMagick cannot be loaded again. */
export function magickDecoder(loader: MagickLoader, limits: RenderLimits): Decoder {
  let tiff: Buffer | undefined;
  return {
    async readHeader(image) {
      const size = loader.readHeader(image);
      return {
        ...size,
        channels: 4,
        bytesPerSample: 1,
        isProgressive: false,
        chroma: undefined,
        orientation: 1,
        hasProfileOf16Bits: false,
      };
    },

    async decode(image) {
      if (!tiff) {
        await loadMagick(loader, limits);
        tiff = readPixels(image, loader.coder);
      }
      return sharp(tiff, { limitInputPixels: false });
    },

    asOutcome(error, format) {
      if (!(error instanceof Error)) return undefined;
      const reason = `The ${format} image cannot be decoded: ${error.message}`;
      // The header is truncated, or the decoder's code failed, as in a program that accesses memory it does not have.
      if (error instanceof RangeError || error.name === 'RuntimeError') {
        return new Rejection('corrupt-image', reason, { cause: error });
      }
      // sharp reads the pixels.
      if (!(error instanceof MagickError)) return libvips.asOutcome(error, format);
      if (/memory allocation failed/i.test(error.message))
        return new Failure('out-of-memory', reason, { cause: error });
      return new Rejection(codeOf(error), reason, { cause: error });
    },
  };
}

function codeOf({ severity }: MagickError) {
  if (severity === MagickErrorSeverity.ResourceLimitError) return 'image-too-large';
  const isUnsupported =
    severity === MagickErrorSeverity.MissingDelegateError || severity === MagickErrorSeverity.PolicyError;
  return isUnsupported ? 'unsupported-format' : 'corrupt-image';
}
