import sharp from 'sharp';
import { Failure, messageOf, Rejection, type RejectionCode } from '../../errors.ts';
import { isWideProfile } from '../colour/is-wide-profile.ts';
import { pixelDensity } from '../formats/format.ts';
import type { Decoder } from './decoder.ts';

/** The decoders of libvips, through sharp, as far as `configureSharp` allows them. */
export const libvips: Decoder = {
  async readHeader(image, vector) {
    const metadata = await sharp(image, { limitInputPixels: false, ...vector }).metadata();
    // libvips enlarges a vector image by its density.
    const scale = pixelDensity / (vector?.density ?? pixelDensity);
    return {
      width: Math.max(1, Math.round(metadata.width * scale)),
      height: Math.max(1, Math.round(metadata.height * scale)),
      channels: metadata.channels,
      bytesPerSample: sampleBytes[metadata.depth] ?? 16,
      isProgressive: metadata.isProgressive,
      chroma: metadata.chromaSubsampling,
      orientation: metadata.orientation ?? 1,
      hasWideProfile: isWideProfile(metadata.icc),
      hasProfileOf16Bits: metadata.hasProfile && ['rgb16', 'grey16'].includes(metadata.space),
    };
  },

  readMetadata: (image) => sharp(image, { limitInputPixels: false }).metadata(),

  async decode(image, strictness, { channels, hasProfileOf16Bits }, form) {
    const pipeline = sharp(image, { failOn: strictness, limitInputPixels: false, ...form });
    // sharp would convert 16 bits with a profile to Display P3, and grey ones not at all.
    return hasProfileOf16Bits ? pipeline.pipelineColourspace(channels <= 2 ? 'b-w' : 'srgb') : pipeline;
  },

  decodeFrames: (animation, page, pages) => sharp(animation, { limitInputPixels: false, page, pages }),

  asOutcome(error, format) {
    // libvips' complaints are plain Errors; an error of any other class is not the image's fault.
    if (!(error instanceof Error) || error.constructor !== Error) return undefined;
    const reason = tellingLine(messageOf(error));
    if (/out of memory|cannot allocate/i.test(reason)) return new Failure('out-of-memory', reason, { cause: error });
    return new Rejection(codeOf(reason), `The ${format} image cannot be decoded: ${reason}`, { cause: error });
  },
};

/** The bytes of a sample, by band format. https://www.libvips.org/API/current/enum.BandFormat.html */
const sampleBytes: Partial<Record<string, number>> = {
  uchar: 1,
  char: 1,
  ushort: 2,
  short: 2,
  uint: 4,
  int: 4,
  float: 4,
  complex: 8,
  double: 8,
  dpcomplex: 16,
};

const unsupported =
  /not supported|not configured|not implemented|unsupported (?:feature|tiff|JPEG)|samples out of range|no known route|bad labq format|not a whole number of bytes|not SGI-compressed/i;

/** Lines that libvips writes beside its reason: what libtiff ignores, and what follows from the reason. */
const noise =
  /Unknown (?:pseudo-)?(?:tag|field)|unable to write to target|Warning, |is not in ascending order|; tag ignored/i;

/**
 * Returns the line of a message that tells what is wrong: libvips adds a line for each thing that it notices. It quotes the text that
 * is not XML, on further lines too, and an object's content does not belong in logs.
 */
function tellingLine(message: string): string {
  const [unquoted = ''] = message.split(' of data: ');
  const [first = '', ...others] = unquoted.split('\n');
  if (unquoted !== message || /svg|xml/i.test(first)) return first;
  const lines = [first, ...others].filter((line) => line.trim() !== '' && !noise.test(line));
  return lines.find((line) => unsupported.test(line)) ?? lines[0] ?? first;
}

/** The code for a complaint of libvips: damage, unless it names a feature that libvips lacks, such as a TIFF in Lab. */
function codeOf(reason: string): RejectionCode {
  if (/will exceed|exceeds 32767|coordinates out of range/.test(reason)) return 'image-too-large';
  return unsupported.test(reason) ? 'unsupported-format' : 'corrupt-image';
}
