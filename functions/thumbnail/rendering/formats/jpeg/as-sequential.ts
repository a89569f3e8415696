import { untilTruncated } from '../until-truncated.ts';
import { endOfImage } from './end-of-image.ts';
import type { Frame } from './frame.ts';
import { frameLayout } from './frame-layout.ts';
import { forgetLargeProgram, type JpegProgram, jpegProgram, outputOf } from './jpeg-program.ts';
import { type ProgressiveScan, type ProgressiveScans, progressiveScans } from './progressive-scans.ts';
import { hasMarker, scanData, spareBytes } from './scan-data.ts';
import { isScan, type JpegSegment } from './segments.ts';
import { sequentialHeader } from './sequential-header.ts';
import { showsOnlyMeans } from './shows-only-means.ts';

/** Bytes that the program keeps of a block. */
const bytesOfBlock = 2;
const bytesOfKeptBlock = 138;
/** A photo of 108 megapixels needs half of them. */
const maxReservedBytes = 256 * 1024 * 1024;

/** Storage and transfers lose whole sectors, which then contain zeros. */
const hole = Buffer.alloc(64);
/** Units whose blocks surely fit the output of the program. */
const unitsAtATime = 128;

/**
 * Returns a progressive JPEG as a sequential one, with only what matters at an eighth of its size, where a pixel is the mean of a block.
 * It decodes to the same pixels, in less time and memory: libjpeg keeps all coefficients of a progressive JPEG until its last scan. An
 * unusual or damaged JPEG is returned as it is, for the decoder to judge. Damage in a refinement that does not show is not noticed: see
 * docs/decisions/018-progressive-jpegs-as-sequential-ones.md.
 */
export function asSequential(jpeg: Buffer, segments: readonly JpegSegment[]): Buffer {
  const firstScan = segments.findIndex(isScan);
  const sequential = untilTruncated(() => {
    const found = progressiveScans(jpeg, segments);
    const data = found && sequentialData(jpeg, found);
    if (!data) return undefined;
    return Buffer.concat([sequentialHeader(jpeg, segments.slice(0, firstScan), found.frame), ...data, endOfImage]);
  });
  forgetLargeProgram();
  return sequential ?? jpeg;
}

function sequentialData(jpeg: Buffer, { frame, scans }: ProgressiveScans): Buffer[] | undefined {
  const { components } = frame;
  const { unitsAcross, unitsDown, of } = frameLayout(frame);
  const program = jpegProgram();
  if (components.length > program.maxComponents.value) return undefined;
  let [blocksOfUnit, bytesOfUnit] = [0, 0];
  for (const [index, component] of components.entries()) {
    const { across, down, blocksAcross, blocksDown } = of(component);
    const keepsAc = !showsOnlyMeans(component, frame);
    program.setComponent(index, across, down, blocksAcross, blocksDown, keepsAc);
    blocksOfUnit += across * down;
    bytesOfUnit += across * down * (keepsAc ? bytesOfKeptBlock : bytesOfBlock);
  }
  const bytes = unitsAcross * unitsDown * bytesOfUnit;
  if (blocksOfUnit > program.maxBlocks.value || bytes > maxReservedBytes) return undefined;
  const scanBytes = Math.max(...scans.map(({ dataStart, dataEnd }) => dataEnd - dataStart)) + spareBytes;
  const address = program.reserve(scanBytes, components.length, unitsAcross, unitsDown);
  const isRead = address > 0 && scans.every((scan) => readScan(program, jpeg, frame, scan, address));
  return isRead ? writtenUnits(program, unitsAcross, unitsDown) : undefined;
}

/** Lets the program read a scan; returns false when it is damaged. */
function readScan(
  { memory, tableAddress, readDcScan, readAcScan, countAcScan, refineAcScan }: JpegProgram,
  jpeg: Buffer,
  frame: Frame,
  { components, from, to, lowBit, isRefinement, dataStart, dataEnd }: ProgressiveScan,
  address: number,
): boolean {
  const chosen = components.map(({ component }) => frame.components.indexOf(component));
  const [first = 0] = chosen;
  const isKept = components.some(({ component }) => !showsOnlyMeans(component, frame));
  if (from > 0 && isRefinement && !isKept) return seemsWhole(jpeg.subarray(dataStart, dataEnd));
  const data = scanData(jpeg, dataStart, dataEnd);
  if (!data) return false;
  Buffer.from(memory.buffer).set(data.bytes, address);
  for (const [index, { table }] of components.entries()) {
    if (table) new Uint16Array(memory.buffer, tableAddress(chosen[index] ?? 0), table.length).set(table);
  }
  if (from === 0) {
    const bits = chosen.reduce((sum, index) => sum | (1 << index), 0);
    return readDcScan(bits, isRefinement, lowBit, data.bitCount) > 0;
  }
  if (isRefinement) return refineAcScan(first, from, to, lowBit, data.bitCount) > 0;
  const read = isKept ? readAcScan : countAcScan;
  return read(first, from, to, lowBit, data.bitCount) > 0;
}

/** Reading the codes of a refinement that does not show would take as long as decoding, so only holes and stray markers are searched. */
function seemsWhole(data: Buffer): boolean {
  return data.length > 0 && !hasMarker(data) && !data.includes(hole);
}

function writtenUnits(program: JpegProgram, unitsAcross: number, unitsDown: number): Buffer[] {
  const parts: Buffer[] = [];
  program.beginSequential();
  for (let row = 0; row < unitsDown; row += 1) {
    for (let unit = 0; unit < unitsAcross; unit += unitsAtATime) {
      program.writeSequential(row, unit, Math.min(unit + unitsAtATime, unitsAcross));
      parts.push(outputOf(program));
    }
  }
  program.endSequential();
  parts.push(outputOf(program));
  return parts;
}
