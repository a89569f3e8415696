import type { Header } from '../types.ts';
import { type Format, type PartLimit, storedPixelBytes } from './format.ts';
import { createHeaderRepair } from './jpeg/repair-header.ts';
import { isApplicationData, isScan, jpegSegments } from './jpeg/segments.ts';
import { untilTruncated } from './until-truncated.ts';

/** libjpeg goes through the whole image with each scan, and no timeout interrupts it. Encoders write about ten scans. */
const scanLimit: PartLimit = { max: 100, parts: 'scans', code: 'image-too-complex' };

export const jpeg = {
  matches: (beginning) => beginning.startsWith('\xff\xd8\xff'),
  loader: 'VipsForeignLoadJpeg',
  isIsolated: false,
  partLimit: scanLimit,
  memory: {
    kind: 'estimated',
    wholeImageBytes: (header) => (header.isProgressive ? header.width * header.height * coefficientBytes(header) : 0),
    pixelBytes: storedPixelBytes,
    shrinksOnLoad: true,
  },
  inspect(image) {
    const repair = createHeaderRepair(image);
    let [scans, metadataBytes] = [0, 0];
    untilTruncated(() => {
      for (const segment of jpegSegments(image)) {
        // After the first scan there is data, in which a mistake could be damage.
        if (scans === 0) repair(segment);
        if (scans === 0 && isApplicationData(segment)) metadataBytes += segment.end - segment.start;
        if (isScan(segment)) scans += 1;
        if (scans > scanLimit.max) break;
      }
    });
    // A segment may claim to be longer than the file.
    return { image, partCount: scans, metadataBytes: Math.min(metadataBytes, image.length), strictness: 'warning' };
  },
} satisfies Format;

/** A progressive JPEG is kept as coefficients of two bytes until its last scan, and colour at the resolution it is stored in. */
function coefficientBytes({ channels, chroma }: Header): number {
  if (channels === 3 && chroma === '4:2:0') return 3;
  if (channels === 3 && chroma === '4:2:2') return 4;
  return 2 * channels;
}
