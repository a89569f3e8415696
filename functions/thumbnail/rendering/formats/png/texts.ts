import { inflateSync } from 'node:zlib';
import { chunkNumber, chunksOf } from './chunks.ts';

const [plain, compressed, international] = ['tEXt', 'zTXt', 'iTXt'].map(chunkNumber);

/** No compressed text takes more memory. */
const maxTextBytes = 4 * 1024 ** 2;

/**
 * Yields the first text of a PNG with each keyword. Each takes up to 4 MB of memory, and there may be thousands.
 * https://www.w3.org/TR/png-3/#11textinfo
 *
 * @throws {RangeError} when the data is truncated
 */
export function* textsOf(image: Buffer, keywords: readonly string[]): Iterable<{ keyword: string; text: Buffer }> {
  const wanted = new Set(keywords);
  for (const { type, content, next } of chunksOf(image)) {
    if (type !== plain && type !== compressed && type !== international) continue;
    const chunk = image.subarray(content, next - 4);
    const keywordEnd = chunk.indexOf(0);
    const keyword = chunk.toString('latin1', 0, keywordEnd);
    if (!wanted.delete(keyword)) continue;
    const text = textOf(type, chunk.subarray(keywordEnd + 1));
    if (text) yield { keyword, text };
  }
}

/** Returns the text of a chunk, which follows its keyword; undefined when it cannot be decompressed. */
function textOf(type: number, rest: Buffer): Buffer | undefined {
  if (type === plain) return rest;
  if (type === compressed) return inflated(rest.subarray(1));
  // Two bytes for compression, then the language, then the translation of the keyword.
  const text = rest.subarray(rest.indexOf(0, rest.indexOf(0, 2) + 1) + 1);
  return rest[0] === 1 ? inflated(text) : text;
}

function inflated(text: Buffer): Buffer | undefined {
  try {
    return inflateSync(text, { maxOutputLength: maxTextBytes });
  } catch {
    return undefined;
  }
}
