import type { Rewriting } from '../format.ts';
import { type Layout, photometrics } from './layout.ts';
import type { TagData } from './tags.ts';

const uncompressed = 1;
const byteBits = 8;

/**
 * Returns how to read a page without libtiff, which copies each sample twice. Returns undefined when its samples are not stored as they
 * are shown: as bytes of sRGB or grey, upright, one row after another.
 */
export function bareSamplesOf(tiff: Buffer, layout: Layout, { tags, profile }: TagData): Rewriting | undefined {
  const { width, height, photometric, samples, colours, orientation } = layout;
  const isShown =
    (photometric === photometrics.rgb || photometric === photometrics.blackIsZero) &&
    samples === colours &&
    profile === undefined &&
    orientation === 1;
  const isBytes =
    layout.compression === uncompressed &&
    layout.sampleFormat === 1 &&
    !layout.isReversed &&
    tags.get(258)?.every((bits) => bits === byteBits) === true;
  const isInRows = !layout.isPlanar && areAdjacent(layout);
  const [start = 0] = layout.offsets;
  const end = start + width * height * samples;
  if (!isShown || !isBytes || !isInRows || end > tiff.length) return undefined;
  const channels = photometric === photometrics.rgb ? 3 : 1;
  const header = { width, height, channels, bytesPerSample: 1, isProgressive: false, chroma: undefined, orientation };
  return {
    header: { ...header, hasProfileOf16Bits: false },
    bytes: 0,
    image: () => tiff.subarray(start, end),
    samples: { raw: { width, height, channels } },
  };
}

/** Whether each strip, or tile as wide as the picture, is whole, and the next one follows it. */
function areAdjacent({ width, height, samples, partHeight, offsets, byteCounts }: Layout): boolean {
  const rowBytes = width * samples;
  const [start = 0] = offsets;
  return (
    offsets.length === Math.ceil(height / partHeight) &&
    offsets.every((offset, part) => {
      const firstRow = part * partHeight;
      const rows = Math.min(partHeight, height - firstRow);
      return offset === start + firstRow * rowBytes && byteCounts[part] === rows * rowBytes;
    })
  );
}
