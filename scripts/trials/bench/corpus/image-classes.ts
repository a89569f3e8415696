import type { Sharp } from 'sharp';
import type { PhotoSize } from './photo-pixels.ts';

/** The sizes of cameras' photos, by megapixels. */
export const photoSizes = {
  2: { width: 1632, height: 1224 },
  12: { width: 4000, height: 3000 },
  24: { width: 6000, height: 4000 },
  50: { width: 8000, height: 6000 },
  108: { width: 12_000, height: 9000 },
} as const satisfies Record<number, PhotoSize>;
export type Megapixels = keyof typeof photoSizes;

/** One kind of image that is measured. */
export interface ImageClass {
  /** Such as `jpeg-12mp-420`: the name of its file without the extension. */
  name: string;
  title: string;
  megapixels: Megapixels;
  extension: string;
  /** Whether a quick benchmark measures it, too. */
  isQuick: boolean;
  /** Whether it is drawn with 16 bits for each sample. */
  isDeep?: true;
  /** Undefined for HEIC, which sharp cannot write. */
  encode: ((pixels: Sharp) => Sharp) | undefined;
  /** The format in which Pillow saves a thumbnail in its source's own format. Undefined when Pillow cannot read the source. */
  pillowFormat: 'JPEG' | 'PNG' | 'WEBP' | 'TIFF' | 'GIF' | undefined;
}

const quality = 92;
const quickJpegs = new Set(['jpeg-2mp-420', 'jpeg-12mp-420', 'progressive-2mp-420', 'progressive-12mp-420']);

const jpegs = ([2, 12, 24, 108] as const).flatMap((megapixels) =>
  (['420', '444'] as const).flatMap((sampling) =>
    [false, true].map((progressive): ImageClass => {
      const name = `${progressive ? 'progressive' : 'jpeg'}-${megapixels}mp-${sampling}`;
      const chromaSubsampling = [...sampling].join(':');
      return {
        name,
        title: `${progressive ? 'progressive' : 'baseline'} JPEG ${megapixels} MP ${chromaSubsampling}`,
        megapixels,
        extension: 'jpg',
        isQuick: quickJpegs.has(name),
        // Cameras use the standard's Huffman tables.
        encode: (pixels) => pixels.jpeg({ quality, progressive, chromaSubsampling, optimiseCoding: progressive }),
        pillowFormat: 'JPEG',
      };
    }),
  ),
);

const png = { extension: 'png', pillowFormat: 'PNG' } as const;
const webp = { extension: 'webp', pillowFormat: 'WEBP' } as const;

const others: ImageClass[] = [
  { ...png, name: 'png-2mp', title: 'PNG 2 MP', megapixels: 2, isQuick: true, encode: (it) => it.png() },
  { ...png, name: 'png-12mp', title: 'PNG 12 MP', megapixels: 12, isQuick: true, encode: (it) => it.png() },
  {
    ...png,
    name: 'png-12mp-16bit',
    title: 'PNG 12 MP, 16 bits',
    megapixels: 12,
    isQuick: false,
    isDeep: true,
    encode: (it) => it.png(),
  },
  {
    ...png,
    name: 'png-12mp-interlaced',
    title: 'PNG 12 MP, interlaced',
    megapixels: 12,
    isQuick: false,
    encode: (it) => it.png({ progressive: true }),
  },
  {
    ...webp,
    name: 'webp-2mp',
    title: 'WebP 2 MP',
    megapixels: 2,
    isQuick: true,
    encode: (it) => it.webp({ quality, effort: 2 }),
  },
  {
    ...webp,
    name: 'webp-12mp',
    title: 'WebP 12 MP',
    megapixels: 12,
    isQuick: false,
    encode: (it) => it.webp({ quality, effort: 2 }),
  },
  {
    name: 'gif-2mp',
    title: 'GIF 2 MP',
    megapixels: 2,
    extension: 'gif',
    isQuick: true,
    encode: (it) => it.gif({ effort: 3 }),
    pillowFormat: 'GIF',
  },
  {
    name: 'avif-2mp',
    title: 'AVIF 2 MP',
    megapixels: 2,
    extension: 'avif',
    isQuick: true,
    encode: (it) => it.avif({ quality: 70, effort: 2 }),
    pillowFormat: 'PNG',
  },
  {
    name: 'tiff-2mp',
    title: 'TIFF 2 MP',
    megapixels: 2,
    extension: 'tif',
    isQuick: true,
    encode: (it) => it.tiff({ compression: 'none' }),
    pillowFormat: 'TIFF',
  },
  {
    name: 'heic-12mp',
    title: 'HEIC 12 MP',
    megapixels: 12,
    extension: 'heic',
    isQuick: false,
    encode: undefined,
    pillowFormat: undefined,
  },
];

/** All classes, in the order in which they are reported. */
export const imageClasses: readonly ImageClass[] = [...jpegs, ...others];

/** Measured for memory alone: it takes long, and a smaller PNG shows its speed. */
export const largePng: ImageClass = {
  ...png,
  name: 'png-50mp',
  title: 'PNG 50 MP',
  megapixels: 50,
  isQuick: false,
  encode: (it) => it.png({ compressionLevel: 3 }),
};
