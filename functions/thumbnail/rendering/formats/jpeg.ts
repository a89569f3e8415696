import { Rejection } from '../../errors.ts';
import type { Header } from '../types.ts';
import { type Format, type PartLimit, storedPixelBytes } from './format.ts';
import { asSequential } from './jpeg/as-sequential.ts';
import { isCutOff } from './jpeg/is-cut-off.ts';
import { keepDcCoefficients } from './jpeg/keep-dc-coefficients.ts';
import { createHeaderRepair, isFrame } from './jpeg/repair-header.ts';
import { repairScans } from './jpeg/repair-scans.ts';
import { isApplicationData, isScan, type JpegSegment, jpegSegments } from './jpeg/segments.ts';
import { type SequentialScan, sequentialScan } from './jpeg/sequential-scan.ts';
import { untilTruncated } from './until-truncated.ts';

/** libjpeg goes through the whole image with each scan, and no timeout interrupts it. Encoders write about ten scans. */
const scanLimit: PartLimit = { max: 100, parts: 'scans', code: 'image-too-complex' };

/** A JPEG has a few dozen segments. No more are kept, because small segments take more memory than the file. */
const maxKeptSegments = 10_000;

/** A smaller file takes as long to reduce as it takes to decode. */
const minReducedBytes = 200_000;

const startOfImage = Buffer.from([0xff, 0xd8, 0xff]);
/** The frame of a JPEG-LS, another standard with the segments of JPEG. https://www.itu.int/rec/T-REC-T.87 */
const jpegLs = 0xf7;
/** The last frame marker of a sequential JPEG with Huffman coding: 0xc0 is baseline, and 0xc1 extended. */
const lastSequential = 0xc1;

export const jpeg = {
  matches: (beginning) => /^.{0,4}?\xff\xd8\xff/s.test(beginning),
  loader: 'VipsForeignLoadJpeg',
  isIsolated: false,
  partLimit: scanLimit,
  memory: {
    kind: 'estimated',
    wholeImageBytes: (header) => (header.isProgressive ? header.width * header.height * coefficientBytes(header) : 0),
    pixelBytes: storedPixelBytes,
    shrinksOnLoad: true,
  },
  inspect(original) {
    // Viewers skip stray bytes before the start.
    const image = original.subarray(Math.max(0, original.indexOf(startOfImage)));
    const repair = createHeaderRepair(image);
    const segments: JpegSegment[] = [];
    let [scans, metadataBytes] = [0, 0];
    let frame: JpegSegment | undefined;
    let onlyScan: SequentialScan | undefined;
    untilTruncated(() => {
      for (const segment of jpegSegments(image)) {
        if (segments.length < maxKeptSegments) segments.push(segment);
        if (segment.marker === jpegLs) throw new Rejection('unsupported-format', 'The jpeg image is a JPEG-LS.');
        // After the first scan, a mistake could be damage to the data.
        if (scans === 0) repair(segment);
        if (scans === 0 && isApplicationData(segment)) metadataBytes += segment.end - segment.start;
        if (isFrame(segment.marker)) frame = segment;
        if (isScan(segment)) scans += 1;
        if (scans > scanLimit.max) break;
        if (isScan(segment) && frame && isOnlyScan(image, segment, frame)) {
          onlyScan = sequentialScan(image, segments);
          if (onlyScan && isCutOff(image, onlyScan))
            throw new Rejection('corrupt-image', 'The jpeg image lacks its last blocks.');
          break;
        }
      }
    });
    // A segment may claim to be longer than the file.
    return {
      image,
      partCount: scans,
      metadataBytes: Math.min(metadataBytes, image.length),
      strictness: 'warning',
      atEighth: () => {
        if (image.length < minReducedBytes) return image;
        return onlyScan ? keepDcCoefficients(image, onlyScan) : asSequential(image, segments);
      },
    };
  },
  repair: repairScans,
} satisfies Format;

/** Whether a scan has all components of a sequential JPEG. The decoder then reads no further scan. */
function isOnlyScan(image: Buffer, scan: JpegSegment, frame: JpegSegment): boolean {
  return frame.marker <= lastSequential && image.readUInt8(scan.content) === image.readUInt8(frame.content + 5);
}

/** A progressive JPEG is kept as coefficients of two bytes until its last scan, and colour at the resolution it is stored in. */
function coefficientBytes({ channels, chroma }: Header): number {
  if (channels === 3 && chroma === '4:2:0') return 3;
  if (channels === 3 && chroma === '4:2:2') return 4;
  return 2 * channels;
}
