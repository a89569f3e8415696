import path from 'node:path';
import type { Format } from './formats/format.ts';
import { formats } from './formats/index.ts';
import { skipProlog } from './formats/svg/skip-prolog.ts';
import { unsupportedFormats } from './formats/unsupported.ts';

/** libvips looks for the opening tag of an SVG in this many bytes. https://github.com/libvips/libvips/blob/master/libvips/foreign/svgload.c */
const beginningBytes = 1000;

/** Comments and instructions may precede the root of an SVG. */
const maxPrologBytes = 1_000_000;

/**
 * Returns the name of the format that the bytes are in, supported or not; undefined when none is recognized.
 *
 * @param key its ending counts where a format has no signature
 */
export function identifyFormat(image: Uint8Array, key: string): string | undefined {
  const ending = path.extname(key).slice(1).toLowerCase();
  const beginning = beginningOf(image);
  const [supported] = Object.entries<Format>(formats).find(([, { matches }]) => matches(beginning, ending)) ?? [];
  const [other] = Object.entries(unsupportedFormats).find(([, matches]) => matches(beginning)) ?? [];
  return supported ?? other;
}

/** Returns the first bytes as Latin-1 text. In XML, they begin after the leading comments, which may be long. */
function beginningOf(image: Uint8Array): string {
  const isText = [0, 2, 3].some((at) => image[at] === 0x3c);
  const bytes = Buffer.from(
    image.buffer,
    image.byteOffset,
    Math.min(image.byteLength, isText ? maxPrologBytes : beginningBytes),
  );
  const text = bytes.toString('latin1');
  if (!isText) return text;
  const root = skipProlog(text.replace(/^\xef\xbb\xbf/, ''));
  // The prolog is kept if it is short, so that the text is still recognized as XML.
  return root < beginningBytes / 2 ? text.slice(0, beginningBytes) : text.slice(root, root + beginningBytes);
}
