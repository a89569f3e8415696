import { Rejection } from '../errors.ts';
import { isConverted } from './decode-once.ts';
import type { Decoder } from './decoders/decoder.ts';
import { decodedPixels, decodingBytes } from './decoding-memory.ts';
import type { Format, Inspection } from './formats/format.ts';
import type { Header, RenderLimits, SourceFormat, SourceVariant, Turn } from './types.ts';

/** How many copies of an image's metadata libvips and sharp hold at a time, as measured. */
const metadataCopies = 6;

/**
 * Checks the cost of an image before any pixel is decoded.
 *
 * @returns the header of the image
 * @throws {Rejection} when the image would cost more than it may; the message has both numbers
 */
export async function enforceLimits(
  { memory, partLimit }: Format,
  format: SourceFormat,
  inspection: Inspection,
  readHeader: Decoder['readHeader'],
  variants: readonly SourceVariant[],
  { memoryBytes, pixels }: RenderLimits,
  isKept: boolean,
): Promise<Header> {
  const { image, partCount = 0, metadataBytes = 0 } = inspection;
  if (partLimit && partCount > partLimit.max) {
    throw new Rejection(partLimit.code, `The ${format} image has more than ${partLimit.max} ${partLimit.parts}.`);
  }
  if (memory.kind === 'unknown') return readHeader(image, inspection.vector);

  const fileBytes = image.byteLength + metadataCopies * metadataBytes;
  rejectAbove(memoryBytes, fileBytes, `Reading the metadata of the ${format} image of ${image.byteLength} bytes`);

  const { rewriting } = inspection;
  const known = rewriting?.header ?? inspection.header;
  const header = withTurn(known ?? (await readHeader(image)), inspection.turn);
  const size = `${header.width} x ${header.height} pixels`;
  const decodingPeak = decodingBytes(memory, header, variants, isConverted(inspection), isKept);
  const bytes = fileBytes + (rewriting?.bytes ?? 0) + decodingPeak;
  rejectAbove(memoryBytes, bytes, `Rendering the ${format} image of ${size}`);

  const decoded = Math.ceil(decodedPixels(memory, header, variants));
  if (decoded > pixels) {
    throw new Rejection(
      'image-too-large',
      `Rendering the ${format} image of ${size} decodes ${decoded} of them (limit ${pixels}, maxSourcePixels).`,
    );
  }
  return header;
}

/** Returns the header with an orientation for the turn: 1 if it changes nothing, 5 if it swaps width and height, otherwise 2. */
function withTurn(header: Header, turn: Turn | undefined): Header {
  if (!turn) return header;
  const isSideways = turn.degrees % 180 !== 0;
  const isAsDecoded = turn.degrees === 0 && !turn.isFlipped && !turn.isFlopped;
  return { ...header, orientation: isSideways ? 5 : isAsDecoded ? 1 : 2 };
}

function rejectAbove(memoryBytes: number, bytes: number, action: string): void {
  if (bytes <= memoryBytes) return;
  const reason = `${action} takes about ${megabytes(bytes)} MB; the function has ${megabytes(memoryBytes)} MB for it.`;
  throw new Rejection('image-too-large', `${reason} Raise memoryMegabytes to render such images.`);
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
