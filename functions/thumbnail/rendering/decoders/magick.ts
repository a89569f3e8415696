import sharp from 'sharp';
import { Failure, Rejection } from '../../errors.ts';
import { freeBytes } from '../../free-bytes.ts';
import type { MagickLoader } from '../formats/format.ts';
import type { RenderLimits, Size, SourceFormat } from '../types.ts';
import type { Decoder } from './decoder.ts';
import { libvips } from './libvips.ts';
import { compileMagick } from './magick/compile-magick.ts';
import { decodeInThread } from './magick/decode-in-thread.ts';

/** The libvips loader that reads the pixels from ImageMagick. It reads nothing else. */
export const pixelsLoader = 'VipsForeignLoadTiff';

/** The max difference between the horizontal and the vertical scale of a picture, in addition to one pixel of rounding. */
const maxStretch = 0.01;

/** Returns a decoder of one image by ImageMagick. */
export function magickDecoder(format: SourceFormat, loader: MagickLoader, limits: RenderLimits): Decoder {
  let tiff: Uint8Array | undefined;
  return {
    async readHeader(image) {
      return {
        orientation: 1,
        ...loader.readHeader(image),
        channels: 4,
        bytesPerSample: 1,
        isProgressive: false,
        chroma: undefined,
        hasProfileOf16Bits: false,
      };
    },

    async decode(image, _strictness, header) {
      const decoded = await tiffOf(image, format, loader, limits, header.orientation);
      tiff = decoded;
      const bytes = Buffer.from(decoded.buffer, decoded.byteOffset, decoded.byteLength);
      const { width, height, channels } = await libvips.readHeader(bytes);
      rejectStretched(format, header, { width, height });
      // The pixels are the end of the TIFF.
      const pixels = bytes.subarray(-width * height * channels);
      loader.rejectUndecoded?.(image, { width, height, channels, pixels });
      return sharp(decoded, { limitInputPixels: false });
    },

    release() {
      if (tiff) freeBytes(tiff);
    },

    asOutcome(error) {
      if (error instanceof RangeError) {
        // An error of Node.js names an offset, which tells a user nothing.
        const reason = 'code' in error ? 'Its header is cut off.' : error.message;
        return new Rejection('corrupt-image', reasonOf(format, reason));
      }
      // The other errors come from libvips, which reads the pixels.
      return libvips.asOutcome(error, format);
    },
  };
}

async function tiffOf(
  image: Buffer,
  format: SourceFormat,
  { coder, allowed, maxImages, readSize, isCmyk }: MagickLoader,
  limits: RenderLimits,
  orientation: number,
): Promise<Uint8Array> {
  const reply = await decodeInThread({
    program: await compileMagick(),
    image,
    coder: typeof coder === 'string' ? coder : coder(image),
    readSize: readSize?.(image),
    isCmyk: isCmyk?.(image),
    allowed,
    maxImages,
    limits,
    orientation,
  });
  if ('tiff' in reply) return reply.tiff;
  if ('failure' in reply) throw new Failure(reply.failure.code, reasonOf(format, reply.failure.reason));
  throw new Rejection(reply.rejection.code, reasonOf(format, reply.rejection.reason));
}

/** A thumbnail gets the proportions of the header, so a picture with other proportions would look stretched. */
function rejectStretched(format: SourceFormat, declared: Size, decoded: Size): void {
  const difference = Math.abs(decoded.width / declared.width - decoded.height / declared.height);
  if (difference <= maxStretch + 1 / Math.min(declared.width, declared.height)) return;
  const [expected, actual] = [declared, decoded].map(({ width, height }) => `${width} x ${height}`);
  const reason = `The header of the ${format} image says ${expected} pixels, but ImageMagick decodes ${actual}.`;
  throw new Rejection('unsupported-format', reason);
}

function reasonOf(format: SourceFormat, reason: string): string {
  return `The ${format} image cannot be decoded: ${reason}`;
}
