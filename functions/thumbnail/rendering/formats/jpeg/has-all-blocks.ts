import { afterRestart } from './after-restart.ts';
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
