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
  isReversed: boolean;
  /** Pixels of a strip or tile. */
  partWidth: number;
  partHeight: number;
  isTiled: boolean;
  offsets: readonly number[];
  byteCounts: readonly number[];
  /** How many samples are colours. */
  colours: number;
  /** The sample that is the transparency. */
  alpha: number | undefined;
  /** Whether the colours have been multiplied with it. */
  isPremultiplied: boolean;
  /** By how much the colours of YCbCr are fewer than its pixels. */
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

/** The inks (tag 332) may be cyan, magenta, yellow and black all the same, which a profile tells. */
const otherInks = 2;

/**
 * Returns undefined when a tag is missing that no default stands for, or the kind of picture is not known.
 *
 * @throws {Rejection} when the samples are not those of the kind of picture: decoders would show wrong colours
 */
export function layoutOf({ tags, profile }: TagData): Layout | undefined {
  const numberOf = (tag: number, otherwise = 0) => tags.get(tag)?.[0] ?? otherwise;
  const [width, height, photometric] = [numberOf(256), numberOf(257), numberOf(262, -1)];
  const colours = coloursOf[photometric];
  if (colours === undefined || width === 0 || height === 0) return undefined;
  const samples = numberOf(277, 1);
  if (samples < colours) {
    const reason = `The tiff image has ${samples} samples a pixel, and its kind of colours (tag 262: ${photometric}) has ${colours}.`;
    throw new Rejection('unsupported-format', reason);
  }
  const isOfCmyk = profile?.toString('latin1', 16, 20) === 'CMYK';
  if (photometric === photometrics.cmyk && numberOf(332) === otherInks && !isOfCmyk) {
    throw new Rejection('unsupported-format', 'The tiff image has other inks than cyan, magenta, yellow and black.');
  }
  const extras = tags.get(338) ?? [];
  // A fourth sample of which nothing is said is taken for the transparency, as by most programs. Beside CMYK it is an ink.
  const isUnsaid = !tags.has(338) && samples === colours + 1 && photometric !== photometrics.cmyk;
  const alphaAt = isUnsaid ? 0 : extras.findIndex((extra) => extra === 1 || extra === 2);
  const isTiled = tags.has(322);
  return {
    width,
    height,
    photometric,
    samples,
    bits: numberOf(258, 1),
    // Samples of no type are unsigned.
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

/** Whether its colours are those of Lab, in either of its two forms. */
export function isLab({ photometric }: Pick<Layout, 'photometric'>): boolean {
  return photometric === photometrics.lab || photometric === photometrics.iccLab;
}

/** Returns how YCbCr is subsampled. Some programs do not say that it is not, and then it has all samples. */
function subsamplingOf(tags: Tags, allBytes: number): readonly [across: number, down: number] {
  const bytes = tags.get(279)?.reduce((sum, count) => sum + count, 0);
  const isComplete = !tags.has(530) && (tags.get(259)?.[0] ?? 1) === 1 && bytes === allBytes;
  const [across, down] = tags.get(530) ?? [];
  return isComplete ? [1, 1] : [across ?? 2, down ?? 2];
}
