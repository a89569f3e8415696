import type { Format } from './format.ts';

/** Bytes that rendering takes at least for each byte of the text, which is copied several times. */
const minBytesPerByte = 10;

export const svg = {
  matches: (beginning) => /^(?:\xef\xbb\xbf)?\s*<.*svg[\s>]/is.test(beginning),
  loader: 'VipsForeignLoadSvg',
  // An SVG is a program: neither its time nor its memory is known without running it, and nothing stops it from within.
  isIsolated: true,
  partLimit: undefined,
  memory: { kind: 'unknown', minBytes: ({ byteLength }) => byteLength * minBytesPerByte },
  inspect: (image) => ({ image, partCount: 0, metadataBytes: 0, strictness: 'warning' }),
} satisfies Format;
