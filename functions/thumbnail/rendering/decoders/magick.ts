import sharp from 'sharp';
import { Failure, Rejection } from '../../errors.ts';
import type { MagickLoader } from '../formats/format.ts';
import type { RenderLimits, Size, SourceFormat } from '../types.ts';
import type { Decoder } from './decoder.ts';
import { libvips } from './libvips.ts';
import { compileMagick } from './magick/compile-magick.ts';
import { decodeInThread } from './magick/decode-in-thread.ts';

/** The decoder of libvips that reads the pixels. It gets nothing else. */
export const pixelsLoader = 'VipsForeignLoadTiff';

/** The part of its width or height by which a picture may be stretched, beside the rounding of one pixel. */
const maxStretch = 0.01;

/** Returns a decoder of one image by ImageMagick. */
export function magickDecoder(format: SourceFormat, loader: MagickLoader, limits: RenderLimits): Decoder {
  let tiff: Promise<Uint8Array> | undefined;
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
      tiff ??= tiffOf(image, format, loader, limits, header.orientation);
      const pixels = await tiff;
      rejectStretched(
        format,
        header,
        await libvips.readHeader(Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength)),
      );
      return sharp(pixels, { limitInputPixels: false });
    },

    asOutcome(error) {
      if (error instanceof RangeError) {
        // An error of Node.js names an offset, which tells a user nothing.
        const reason = 'code' in error ? 'Its header is cut off.' : error.message;
        return new Rejection('corrupt-image', reasonOf(format, reason));
      }
      // sharp reads the pixels.
      return libvips.asOutcome(error, format);
    },
  };
}

async function tiffOf(
  image: Buffer,
  format: SourceFormat,
  { coder, allowed, maxImages, readSize }: MagickLoader,
  limits: RenderLimits,
  orientation: number,
): Promise<Uint8Array> {
  const reply = await decodeInThread({
    program: await compileMagick(),
    image,
    coder: typeof coder === 'string' ? coder : coder(image),
    readSize: readSize?.(image),
    allowed,
    maxImages,
    limits,
    orientation,
  });
  if ('tiff' in reply) return reply.tiff;
  if ('failure' in reply) throw new Failure(reply.failure.code, reasonOf(format, reply.failure.reason));
  throw new Rejection(reply.rejection.code, reasonOf(format, reply.rejection.reason));
}

/** The thumbnail has the proportions that the header says, and would show a picture of others stretched. */
function rejectStretched(format: SourceFormat, said: Size, decoded: Size): void {
  const difference = Math.abs(decoded.width / said.width - decoded.height / said.height);
  if (difference <= maxStretch + 1 / Math.min(said.width, said.height)) return;
  const sizes = [said, decoded]
    .map(({ width, height }) => `${width} x ${height}`)
    .join(' pixels, and ImageMagick decodes ');
  throw new Rejection('unsupported-format', `The ${format} image says that it has ${sizes}.`);
}

function reasonOf(format: SourceFormat, reason: string): string {
  return `The ${format} image cannot be decoded: ${reason}`;
}
