import { Rejection } from '../../../errors.ts';
import type { TagData, Tags } from './tags.ts';

/** How the samples of a page are stored. https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf */
export interface Layout {
  width: number;
  height: number;
  photometric: number;
  samples: number;
  bits: number;
  /** 1 is unsigned, 2 signed, 3 floating point. */
  sampleFormat: number;
  compression: number;
  predictor: number;
  isPlanar: boolean;
  /** Whether the bits of each byte are in reverse order. */
  isReversed: boolean;
  /** Pixels of a strip or tile. */
  partWidth: number;
  partHeight: number;
  isTiled: boolean;
  offsets: readonly number[];
  byteCounts: readonly number[];
  /** How many samples are colours. */
  colours: number;
  /** The index of the alpha sample. */
  alpha: number | undefined;
  /** Whether the colours are premultiplied by alpha. */
  isPremultiplied: boolean;
  /** How many pixels share the chroma of YCbCr. */
  subsampling: readonly [across: number, down: number];
  orientation: number;
}

export const photometrics = {
  whiteIsZero: 0,
  blackIsZero: 1,
  rgb: 2,
  palette: 3,
  cmyk: 5,
  ycbcr: 6,
  lab: 8,
  iccLab: 9,
} as const;
const coloursOf: Partial<Record<number, number>> = { 0: 1, 1: 1, 2: 3, 3: 1, 5: 4, 6: 3, 8: 3, 9: 3 };

/** The compression that is JPEG in its old style. Its files may leave out how many samples a pixel has. */
const oldJpeg = 6;
const jpegs = [oldJpeg, 7];

/** The value of tag 332 for other inks than CMYK. A CMYK profile overrides it. */
const otherInks = 2;

/**
 * Returns how the samples of a page are stored; undefined when it has no size, or an unknown photometric interpretation.
 *
 * @throws {Rejection} when the samples do not match the photometric interpretation: decoders would show wrong colours
 */
export function layoutOf({ tags, profile }: TagData): Layout | undefined {
  const numberOf = (tag: number, otherwise = 0) => tags.get(tag)?.[0] ?? otherwise;
  const [width, height, photometric] = [numberOf(256), numberOf(257), numberOf(262, -1)];
  const colours = coloursOf[photometric];
  if (colours === undefined || !(width >= 1 && height >= 1)) return undefined;
  const samples = numberOf(277, numberOf(259) === oldJpeg ? colours : 1);
  if (samples < colours) {
    const expected = `expected at least ${colours} for its photometric interpretation (tag 262: ${photometric})`;
    throw new Rejection('unsupported-format', `The tiff image has ${samples} samples a pixel, ${expected}.`);
  }
  // One bit is the default, but no colours have it; a JPEG has its own number.
  if (colours > 1 && !tags.has(258) && !jpegs.includes(numberOf(259))) {
    throw new Rejection('unsupported-format', 'The tiff image lacks the bits of its samples (tag 258).');
  }
  const hasCmykProfile = profile?.toString('latin1', 16, 20) === 'CMYK';
  if (photometric === photometrics.cmyk && numberOf(332) === otherInks && !hasCmykProfile) {
    throw new Rejection('unsupported-format', 'The tiff image has other inks than cyan, magenta, yellow and black.');
  }
  const extras = tags.get(338) ?? [];
  // Most programs take one undeclared additional sample for alpha. With CMYK, it is an ink.
  const isUndeclared = !tags.has(338) && samples === colours + 1 && photometric !== photometrics.cmyk;
  const alphaAt = isUndeclared ? 0 : extras.findIndex((extra) => extra === 1 || extra === 2);
  const isTiled = tags.has(322);
  return {
    width,
    height,
    photometric,
    samples,
    bits: numberOf(258, 1),
    // Samples of an undefined format are read as unsigned.
    sampleFormat: numberOf(339, 1) === 4 ? 1 : numberOf(339, 1),
    compression: numberOf(259, 1),
    predictor: numberOf(317, 1),
    isPlanar: numberOf(284, 1) === 2,
    isReversed: numberOf(266, 1) === 2,
    partWidth: isTiled ? numberOf(322) : width,
    partHeight: isTiled ? numberOf(323) : Math.min(height, numberOf(278, height)),
    isTiled,
    offsets: tags.get(isTiled ? 324 : 273) ?? [],
    byteCounts: tags.get(isTiled ? 325 : 279) ?? [],
    colours,
    alpha: alphaAt < 0 ? undefined : colours + alphaAt,
    isPremultiplied: extras[alphaAt] === 1,
    subsampling: subsamplingOf(tags, 3 * width * height),
    orientation: numberOf(274, 1),
  };
}

/** Whether the colours are CIE Lab or ICC Lab. */
export function isLab({ photometric }: Pick<Layout, 'photometric'>): boolean {
  return photometric === photometrics.lab || photometric === photometrics.iccLab;
}

/** Returns the subsampling of YCbCr. Some programs do not declare that there is none, but the data then has all samples. */
function subsamplingOf(tags: Tags, allBytes: number): readonly [across: number, down: number] {
  const bytes = tags.get(279)?.reduce((sum, count) => sum + count, 0);
  const isComplete = !tags.has(530) && (tags.get(259)?.[0] ?? 1) === 1 && bytes === allBytes;
  const [across, down] = tags.get(530) ?? [];
  return isComplete ? [1, 1] : [across ?? 2, down ?? 2];
}
