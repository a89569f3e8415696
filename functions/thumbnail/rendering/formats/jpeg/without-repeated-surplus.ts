import { afterRestart } from './after-restart.ts';
import { blockReader } from './block-reader.ts';
import { jpegSegments } from './segments.ts';
import { sequentialScan } from './sequential-scan.ts';

const markerBytes = 2;
/** Damage leaves other bytes at each place. */
const minPlaces = 2;

/**
 * Removes surplus bytes before restarts if they are the same at several places, and follow whole blocks. Returns undefined when they are
 * not, or there are none.
 *
 * @throws {RangeError} when the data is truncated in its header
 */
export function withoutRepeatedSurplus(jpeg: Buffer): Buffer | undefined {
  const scan = sequentialScan(jpeg, jpegSegments(jpeg));
  if (!scan || scan.restartInterval === 0) return undefined;
  const kept: Buffer[] = [];
  let surplus: Buffer | undefined;
  let [start, reached] = [scan.start, 0];
  for (let units = scan.restartInterval; units < scan.units; units += scan.restartInterval) {
    const reader = blockReader(jpeg, start);
    for (let unit = 0; unit < scan.restartInterval; unit += 1) {
      for (const tables of scan.blocks) reader.skipBlock(tables);
    }
    const end = reader.endOfBlocks();
    start = afterRestart(jpeg, end ?? jpeg.length);
    if (end === undefined || start === jpeg.length) return undefined;
    const found = jpeg.subarray(end, start - markerBytes);
    if (found.length === 0) continue;
    surplus ??= found;
    if (!found.equals(surplus)) return undefined;
    kept.push(jpeg.subarray(reached, end));
    reached = start - markerBytes;
  }
  return kept.length >= minPlaces ? Buffer.concat([...kept, jpeg.subarray(reached)]) : undefined;
}
