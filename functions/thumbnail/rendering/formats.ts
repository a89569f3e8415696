/**
 * The formats that are rendered, each with libvips' name of its loader. Every other loader is blocked: libvips has dozens,
 * and each one that untrusted bytes can reach is a decoder to keep safe.
 */
export const loaders = {
  avif: 'VipsForeignLoadHeif',
  gif: 'VipsForeignLoadNsgif',
  jpeg: 'VipsForeignLoadJpeg',
  png: 'VipsForeignLoadPng',
  svg: 'VipsForeignLoadSvg',
  tiff: 'VipsForeignLoadTiff',
  webp: 'VipsForeignLoadWebp',
} as const;
export type SourceFormat = keyof typeof loaders;

interface Signature {
  format: string;
  /** Latin-1 text found at `offset`. */
  text: string;
  offset: number;
}

/** https://en.wikipedia.org/wiki/List_of_file_signatures */
const signatures: readonly Signature[] = [
  { format: 'jpeg', text: '\xff\xd8\xff', offset: 0 },
  { format: 'png', text: '\x89PNG\r\n\x1a\n', offset: 0 },
  { format: 'gif', text: 'GIF8', offset: 0 },
  { format: 'tiff', text: 'II*\0', offset: 0 },
  { format: 'tiff', text: 'MM\0*', offset: 0 },
  { format: 'tiff', text: 'II+\0', offset: 0 },
  { format: 'tiff', text: 'MM\0+', offset: 0 },
  { format: 'jpeg-xl', text: '\xff\x0a', offset: 0 },
  { format: 'jpeg-xl', text: 'JXL ', offset: 4 },
  { format: 'jpeg-2000', text: 'jP  ', offset: 4 },
  { format: 'bmp', text: 'BM', offset: 0 },
  { format: 'psd', text: '8BPS', offset: 0 },
  { format: 'ico', text: '\0\0\x01\0', offset: 0 },
  { format: 'pdf', text: '%PDF-', offset: 0 },
];

/** As far as libvips looks for the opening tag. https://github.com/libvips/libvips/blob/master/libvips/foreign/svgload.c */
const svgWindowBytes = 1000;

/** The name of the format that the bytes are in, or undefined when it is not a known one. Names and headers do not count. */
export function formatOf(image: Uint8Array): string | undefined {
  const head = Buffer.from(image.buffer, image.byteOffset, Math.min(image.byteLength, svgWindowBytes)).toString(
    'latin1',
  );
  const signature = signatures.find(({ text, offset }) => head.startsWith(text, offset));
  if (signature) return signature.format;
  // Both parts of each: of text, such as an SVG, any one place may hold anything.
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'webp';
  if (head.startsWith('\0\0') && head.startsWith('ftyp', 4)) return isoMediaFormat(head);
  return /^(?:\xef\xbb\xbf)?\s*<.*svg[\s>]/is.test(head) ? 'svg' : undefined;
}

/**
 * AVIF, HEIC and films share one container, which begins with the brands that the file conforms to. Many an AVIF is `mif1`
 * first and `avif` only further on. https://mp4ra.org/registered-types/brands
 */
function isoMediaFormat(head: string): string {
  const boxBytes = Buffer.from(head, 'latin1').readUInt32BE();
  const brands = head.slice(8, boxBytes).match(/.{4}/gs) ?? [];
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  return brands.some((brand) => /^(?:he[a-z]{2}|mif1|msf1)$/.test(brand)) ? 'heic' : 'mp4';
}

export function isSourceFormat(format: string | undefined): format is SourceFormat {
  return format !== undefined && format in loaders;
}
