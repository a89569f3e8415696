import type { Frame } from './frame.ts';
import { markers } from './markers.ts';
import { isFrame } from './repair-header.ts';
import type { JpegSegment } from './segments.ts';
import { showsOnlyMeans } from './shows-only-means.ts';

/** A DC code of 4 bits is its own symbol: the bits of the difference from the block before. */
const dcSymbols = Array.from({ length: 15 }, (_, symbol) => symbol);
/** An AC code of 8 bits is its own symbol. */
const acSymbols = Array.from({ length: 255 }, (_, symbol) => symbol);
/** The only code of a component whose AC coefficients are dropped ends a block. It has one bit. */
const endOfBlock = [0];

const allTables = Buffer.concat([
  segment(markers.defineTables, tableOf(0x00, 4, dcSymbols)),
  segment(markers.defineTables, tableOf(0x10, 8, acSymbols)),
  segment(markers.defineTables, tableOf(0x11, 1, endOfBlock)),
]);

/**
 * Returns the header of a sequential JPEG with the content of a progressive one, and the tables of assembly/write-units.ts.
 *
 * @param segments those before its first scan
 */
export function sequentialHeader(jpeg: Buffer, segments: readonly JpegSegment[], frame: Frame): Buffer {
  const kept = segments.flatMap(({ marker, start, content, end }) => {
    if (marker === markers.defineTables || marker === markers.defineRestarts) return [];
    if (isFrame(marker)) return [segment(markers.sequentialFrame, jpeg.subarray(content, end))];
    return [jpeg.subarray(start, end)];
  });
  const chosen = frame.components.flatMap((component) => [component.id, showsOnlyMeans(component, frame) ? 1 : 0]);
  const scan = segment(markers.startOfScan, [frame.components.length, ...chosen, 0, 63, 0]);
  return Buffer.concat([jpeg.subarray(0, 2), ...kept, allTables, scan]);
}

function tableOf(id: number, codeBits: number, symbols: readonly number[]): number[] {
  const counts = Array.from({ length: 16 }, (_, index) => (index + 1 === codeBits ? symbols.length : 0));
  return [id, ...counts, ...symbols];
}

function segment(marker: number, content: Iterable<number>): Buffer {
  const bytes = Buffer.from([...content]);
  return Buffer.concat([Buffer.from([0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 0xff]), bytes]);
}
