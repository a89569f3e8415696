import { untilTruncated } from '../until-truncated.ts';
import { isWholeAcScan } from './ac-scan.ts';
import { endOfBandScans } from './end-of-band-scan.ts';
import { endOfImage } from './end-of-image.ts';
import type { Component, Frame } from './frame.ts';
import { type LocatedAcScan, type ProgressiveScans, progressiveScans } from './progressive-scans.ts';
import type { JpegSegment } from './segments.ts';
import { showsOnlyMeans } from './shows-only-means.ts';

const blockSide = 8;

/**
 * Returns a progressive JPEG with only the scans that matter at an eighth of its size, where a pixel is the mean of a block. It decodes
 * to the same pixels in less time. An unusual or damaged JPEG is returned as it is, for the decoder to judge.
 */
export function keepDcScans(jpeg: Buffer, segments: readonly JpegSegment[]): Buffer {
  const kept = untilTruncated(() => {
    const scans = progressiveScans(jpeg, segments);
    if (!scans) return undefined;
    const { frame, acScans } = scans;
    const dropped = acScans.filter(({ component }) => showsOnlyMeans(component, frame));
    const areWhole = dropped.every((scan) => isWholeAcScan(jpeg, scan, blocksOf(scan.component, frame)));
    return areWhole ? withoutScans(jpeg, scans, dropped) : undefined;
  });
  return kept ?? jpeg;
}

function blocksOf({ across, down }: Component, { width, height, components }: Frame): number {
  const maxAcross = Math.max(...components.map((component) => component.across));
  const maxDown = Math.max(...components.map((component) => component.down));
  return Math.ceil((width * across) / maxAcross / blockSide) * Math.ceil((height * down) / maxDown / blockSide);
}

function withoutScans(jpeg: Buffer, { frame, end }: ProgressiveScans, dropped: readonly LocatedAcScan[]): Buffer {
  const kept: Buffer[] = [];
  let reached = 0;
  for (const { start, dataEnd } of dropped) {
    kept.push(jpeg.subarray(reached, start));
    reached = dataEnd;
  }
  const components = [...new Set(dropped.map(({ component }) => component))];
  const bands = components.map((component) => ({ id: component.id, blocks: blocksOf(component, frame) }));
  return Buffer.concat([...kept, jpeg.subarray(reached, end), endOfBandScans(bands), endOfImage]);
}
