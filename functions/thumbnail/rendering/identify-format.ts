import { formats } from './formats/index.ts';
import { unsupportedFormats } from './formats/unsupported.ts';

/** libvips looks for the opening tag of an SVG in so many bytes. https://github.com/libvips/libvips/blob/master/libvips/foreign/svgload.c */
const beginningBytes = 1000;

/** Returns the name of the format that the bytes are in, supported or not; undefined when none is recognized. */
export function identifyFormat(image: Uint8Array): string | undefined {
  const bytes = Buffer.from(image.buffer, image.byteOffset, Math.min(image.byteLength, beginningBytes));
  const beginning = bytes.toString('latin1');
  const [supported] = Object.entries(formats).find(([, { matches }]) => matches(beginning)) ?? [];
  const [other] = Object.entries(unsupportedFormats).find(([, matches]) => matches(beginning)) ?? [];
  return supported ?? other;
}
