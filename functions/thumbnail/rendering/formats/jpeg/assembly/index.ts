// A program in AssemblyScript, which `npm run compile:jpeg` turns into ../compiled-program.ts. https://www.assemblyscript.org
//
// It leaves out the AC coefficients of some components: of a sequential JPEG, it copies the data of the scan without them, where most of the
// time goes into finding where each block ends. Of a progressive JPEG, it reads all scans, and writes one of a sequential JPEG.

import { setBlockCount } from './blocks';
import { blockOf, chainOf, entriesOf, isBroken, positionOf, setEnd, stateOf } from './chain';
import { addInput, clearData, consumed, endPosition, isComplete } from './data';
import { setFastTables } from './fast-tables';
import { input, lists, output } from './memory';
import { readChains } from './read-chains';
import { maxFillBits } from './scan-position';
import { overBlock } from './step';
import { beginUnits, writeUnits } from './write-units';
import { clearWritten, fillLastByte, moveToOutput, outputLength, writeBlocks, writtenBlocks } from './write-blocks';

export { pairAddress, setBlock } from './blocks';
export { reserve, setComponent, tableAddress } from './components';
export { inputBytes, maxBlocks, maxComponents } from './memory';
export { readDcScan } from './dc-scans';
export { countAcScan, readAcScan } from './ac-scans';
export { refineAcScan } from './refine-scans';

const needsInput: i32 = 0;
const done: i32 = 1;
const unusual: i32 = -1;

/** Max bits of a block: 64 codes of 16 bits, each with a number of 15. */
const maxBlockBits: u32 = 64 * 31;

let next: u64 = 0;
let blockTotal: u32 = 0;

export function inputAddress(): usize {
  return input;
}

export function outputAddress(): usize {
  return output;
}

/** The bytes of the input that the last call of `dropAcCodes` has read. */
export function readLength(): u32 {
  return consumed;
}

/** The bytes of the output of the last call of `dropAcCodes`. */
export function writtenLength(): usize {
  return outputLength;
}

/** Begins a scan. The blocks of its unit and their tables are set. */
export function begin(blocksOfUnit: u32, units: u32): void {
  setBlockCount(blocksOfUnit);
  setFastTables();
  blockTotal = blocksOfUnit * units;
  next = chainOf(endPosition, 0, 1);
  clearData();
  clearWritten();
}

/**
 * Reads the input, and writes its blocks to the output.
 *
 * @returns `needsInput`; `done` when all blocks are written, and a marker is next; `unusual` when the data is damaged
 */
export function dropAcCodes(length: u32): i32 {
  next = chainOf(addInput(length, positionOf(next)), stateOf(next), 1);
  next = readChains(next, endPosition + maxBlockBits);
  if (isBroken(next) || writtenBlocks > blockTotal) return unusual;
  if (isComplete && !writeLastBlocks()) return unusual;
  moveToOutput();
  return isComplete ? done : needsInput;
}

/** Returns false when there are not as many blocks as there should be. */
function writeLastBlocks(): bool {
  const missing = blockTotal - writtenBlocks;
  let chain = chainOf(positionOf(next), stateOf(next), 1);
  setEnd(lists, 0, positionOf(chain));
  while (entriesOf(chain) <= missing) {
    chain = overBlock(chain, lists);
    if (isBroken(chain) || positionOf(chain) < endPosition) return false;
  }
  if (positionOf(chain) > endPosition + maxFillBits) return false;
  writeBlocks(lists, 0, entriesOf(chain) - 1, blockOf(next));
  fillLastByte();
  return true;
}

/** Begins to write the coefficients of all scans as the data of a sequential JPEG. */
export function beginSequential(): void {
  clearWritten();
  beginUnits();
}

/** Writes some units of a row to the output. */
export function writeSequential(unitRow: u32, first: u32, end: u32): void {
  writeUnits(unitRow, first, end);
  moveToOutput();
}

/** Writes the bits that are left to the output. */
export function endSequential(): void {
  fillLastByte();
  moveToOutput();
}
