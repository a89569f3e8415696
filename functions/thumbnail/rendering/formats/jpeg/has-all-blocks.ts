import { blockReader } from './block-reader.ts';
import type { SequentialScan } from './sequential-scan.ts';

/** Whether a scan has data for all of its blocks. The check takes as long as a part of decoding. */
export function hasAllBlocks(jpeg: Buffer, { start, blocks, units, restartInterval }: SequentialScan): boolean {
  let reader = blockReader(jpeg, start);
  for (let unit = 0; unit < units; unit += 1) {
    if (restartInterval > 0 && unit > 0 && unit % restartInterval === 0) {
      reader = blockReader(jpeg, afterRestart(jpeg, reader.position()));
    }
    for (const tables of blocks) reader.skipBlock(tables);
    if (reader.isBeyondEnd()) return false;
  }
  return true;
}

/** Returns the position after the next restart marker, or the end of the file. */
function afterRestart(jpeg: Buffer, from: number): number {
  let at = jpeg.indexOf(0xff, from);
  while (at >= 0 && ((jpeg[at + 1] ?? 0) & 0xf8) !== 0xd0) at = jpeg.indexOf(0xff, at + 1);
  return at < 0 ? jpeg.length : at + 2;
}
