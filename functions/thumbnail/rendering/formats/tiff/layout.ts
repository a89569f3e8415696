import type { Tags } from './tags.ts';

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

export const photometrics = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, cmyk: 5, ycbcr: 6, lab: 8 } as const;
const coloursOf: Partial<Record<number, number>> = { 0: 1, 1: 1, 2: 3, 3: 1, 5: 4, 6: 3, 8: 3, 9: 3 };

/** Returns undefined when a tag is missing that no default stands for, or the kind of picture is not known. */
export function layoutOf(tags: Tags): Layout | undefined {
  const numberOf = (tag: number, otherwise = 0) => tags.get(tag)?.[0] ?? otherwise;
  const [width, height, photometric] = [numberOf(256), numberOf(257), numberOf(262, -1)];
  const colours = coloursOf[photometric];
  if (colours === undefined || width === 0 || height === 0) return undefined;
  const samples = numberOf(277, 1);
  const extras = tags.get(338) ?? [];
  // A fourth sample of which nothing is said is taken for the transparency, as by most programs.
  const isUnsaid = !tags.has(338) && samples === colours + 1;
  const alphaAt = isUnsaid ? 0 : extras.findIndex((extra) => extra === 1 || extra === 2);
  const isTiled = tags.has(322);
  return {
    width,
    height,
    photometric,
    samples,
    bits: numberOf(258, 1),
    sampleFormat: numberOf(339, 1),
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
    subsampling: [tags.get(530)?.[0] ?? 2, tags.get(530)?.[1] ?? 2],
    orientation: numberOf(274, 1),
  };
}
