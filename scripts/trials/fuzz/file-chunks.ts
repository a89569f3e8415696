import { boxesIn } from '../../../functions/thumbnail/rendering/formats/iso-media/boxes.ts';
import { jpegSegments } from '../../../functions/thumbnail/rendering/formats/jpeg/segments.ts';
import { chunksOf } from '../../../functions/thumbnail/rendering/formats/png/chunks.ts';
import { untilTruncated } from '../../../functions/thumbnail/rendering/formats/until-truncated.ts';

/** A part of a file that has its own length before its content. */
export interface FileChunk {
  start: number;
  content: number;
  /** The end of its content. */
  contentEnd: number;
  end: number;
  /** The lengths that count its bytes: its own, then those of the chunks around it. */
  lengths: readonly LengthField[];
}

interface LengthField {
  at: number;
  bytes: 2 | 4;
  isLittleEndian?: boolean;
}

/** Returns the chunks of a PNG, WebP, JPEG, ICNS, or file of boxes, up to damage. Returns none for any other file. */
export function fileChunks(image: Buffer): FileChunk[] {
  const chunks: FileChunk[] = [];
  const walk = walkOf(image.toString('latin1', 0, 16));
  untilTruncated(() => {
    for (const chunk of walk?.(image) ?? []) if (chunk.end <= image.length) chunks.push(chunk);
  });
  return chunks;
}

/** Adds to the lengths that count a chunk's bytes. A sum that a field cannot hold wraps around. */
export function addToLengths(image: Buffer, lengths: readonly LengthField[], added: number): void {
  for (const { at, bytes, isLittleEndian = false } of lengths) {
    const field = image.subarray(at, at + bytes);
    if (isLittleEndian) field.reverse();
    field.writeUIntBE((field.readUIntBE(0, bytes) + added + 2 ** (8 * bytes)) % 2 ** (8 * bytes), 0, bytes);
    if (isLittleEndian) field.reverse();
  }
}

type Walk = (image: Buffer) => Iterable<FileChunk>;

function walkOf(beginning: string): Walk | undefined {
  if (beginning.startsWith('\x89PNG')) return pngChunks;
  if (beginning.startsWith('RIFF')) return riffChunks;
  if (beginning.startsWith('\xff\xd8')) return segmentChunks;
  if (beginning.startsWith('icns')) return icnsChunks;
  return /^.{4}(?:ftyp|jP {2}|JXL )/s.test(beginning) ? (image) => boxChunks(image) : undefined;
}

function* pngChunks(image: Buffer): Iterable<FileChunk> {
  for (const { at, content, next } of chunksOf(image)) {
    yield { start: at, content, contentEnd: next - 4, end: next, lengths: [{ at, bytes: 4 }] };
  }
}

function* riffChunks(image: Buffer): Iterable<FileChunk> {
  const whole: LengthField = { at: 4, bytes: 4, isLittleEndian: true };
  for (let start = 12; start < image.length; ) {
    const contentEnd = start + 8 + image.readUInt32LE(start + 4);
    const end = contentEnd + (contentEnd % 2);
    const own: LengthField = { at: start + 4, bytes: 4, isLittleEndian: true };
    yield { start, content: start + 8, contentEnd, end, lengths: [own, whole] };
    start = end;
  }
}

function* segmentChunks(image: Buffer): Iterable<FileChunk> {
  for (const { start, content, end } of jpegSegments(image)) {
    if (content === start + 4) yield { start, content, contentEnd: end, end, lengths: [{ at: start + 2, bytes: 2 }] };
  }
}

function* icnsChunks(image: Buffer): Iterable<FileChunk> {
  const whole: LengthField = { at: 4, bytes: 4 };
  for (let start = 8; start < image.length; ) {
    const end = start + image.readUInt32BE(start + 4);
    if (end < start + 8) return;
    yield { start, content: start + 8, contentEnd: end, end, lengths: [{ at: start + 4, bytes: 4 }, whole] };
    start = end;
  }
}

/** The boxes that hold boxes, and the bytes before those. */
const containers: Partial<Record<string, number>> = {
  ...{ meta: 4, iprp: 0, ipco: 0, iinf: 6, iref: 4, jp2h: 0 },
  ...{ moov: 0, trak: 0, mdia: 0, minf: 0, stbl: 0, stsd: 8 },
};

function* boxChunks(
  image: Buffer,
  start = 0,
  end = image.length,
  around: readonly LengthField[] = [],
): Iterable<FileChunk> {
  for (const box of boxesIn(image, start, end)) {
    const lengths: LengthField[] = [{ at: box.start, bytes: 4 }, ...around];
    yield { start: box.start, content: box.content, contentEnd: box.end, end: box.end, lengths };
    const before = containers[box.type];
    if (before !== undefined) yield* boxChunks(image, box.content + before, box.end, lengths);
  }
}
