import type { Format } from './format.ts';

/** Min bytes that rendering takes for each byte of the text, which is copied several times. */
const minBytesPerByte = 10;

export const svg = {
  // In UTF-16, every other byte is zero.
  matches: (beginning) => /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<.*svg[\s>]/is.test(beginning.replaceAll('\0', '')),
  loader: 'VipsForeignLoadSvg',
  // An SVG is a program: neither its time nor its memory is known without running it, and nothing stops it from within.
  isIsolated: true,
  partLimit: undefined,
  memory: { kind: 'unknown', minBytes: ({ byteLength }) => byteLength * minBytesPerByte },
  // The program that draws an SVG prepares it: see `svg/prepared-svg.ts`.
  inspect: (image) => ({ image, strictness: 'warning' }),
} satisfies Format;
