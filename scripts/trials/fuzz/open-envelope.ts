import { crc32, gunzipSync, gzipSync } from 'node:zlib';
import { chunksOf } from '../../../functions/thumbnail/rendering/formats/png/chunks.ts';
import { untilTruncated } from '../../../functions/thumbnail/rendering/formats/until-truncated.ts';

const gzipSignature = 0x1f8b;

export interface Envelope {
  content: Buffer;
  /** Returns the file with other content. */
  close(content: Buffer): Buffer;
}

/**
 * Returns what a file holds behind a checksum, so that a change of it reaches the decoder: the text of a compressed SVG, or a PNG, whose
 * checksums are made right when it is closed. Any other file is its own content.
 */
export function openEnvelope(image: Buffer): Envelope {
  if (image.readUInt16BE() === gzipSignature) return { content: gunzipSync(image), close: (text) => gzipSync(text) };
  const isPng = image.toString('latin1', 1, 4) === 'PNG';
  return { content: image, close: isPng ? withRightChecksums : (content) => content };
}

function withRightChecksums(png: Buffer): Buffer {
  untilTruncated(() => {
    for (const { at, next } of chunksOf(png)) png.writeUInt32BE(crc32(png.subarray(at + 4, next - 4)), next - 4);
  });
  return png;
}
