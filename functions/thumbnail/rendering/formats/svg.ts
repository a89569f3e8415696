import type { Format } from './format.ts';
import { asUtf8 } from './svg/as-utf8.ts';
import { embedPictures, hasPictures } from './svg/embed-pictures.ts';
import { rejectUnknownColours } from './svg/reject-unknown-colours.ts';
import { resolveVariables } from './svg/resolve-variables.ts';

/** Bytes that rendering takes at least for each byte of the text, which is copied several times. */
const minBytesPerByte = 10;

/** The XML parser refuses longer attributes, such as pictures inside, unless it is told not to. */
const maxAttributeBytes = 10_000_000;

export const svg = {
  // In UTF-16, every other byte is zero.
  matches: (beginning) => /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<.*svg[\s>]/is.test(beginning.replaceAll('\0', '')),
  loader: 'VipsForeignLoadSvg',
  // An SVG is a program: neither its time nor its memory is known without running it, and nothing stops it from within.
  isIsolated: true,
  partLimit: undefined,
  memory: { kind: 'unknown', minBytes: ({ byteLength }) => byteLength * minBytesPerByte },
  inspect(original) {
    const image = resolveVariables(asUtf8(original));
    rejectUnknownColours(image);
    return {
      image,
      partCount: 0,
      metadataBytes: 0,
      strictness: 'warning',
      isUnlimited: image.length > maxAttributeBytes,
      finish: hasPictures(image) ? () => embedPictures(image) : undefined,
    };
  },
} satisfies Format;
