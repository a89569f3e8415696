import { codeTableBytes, codeTables, maxComponents } from './memory';

const bytesOfComponent: u32 = 32;
const records: usize = memory.data(maxComponents * bytesOfComponent, 16);

/** Bytes of the coefficients of a block, in the order in which a JPEG stores them. The first is not used. */
const blockBytes: u32 = 128;

export let componentCount: u32 = 0;
export let unitsAcross: u32 = 0;
export let unitsDown: u32 = 0;

/** The address of the data of a scan. */
export let scanData: usize = 0;

/**
 * Reserves memory for an image, in which all coefficients are 0.
 *
 * @returns the address for the data of a scan
 */
export function reserve(scanBytes: u32, count: u32, across: u32, down: u32): usize {
  componentCount = count;
  unitsAcross = across;
  unitsDown = down;
  scanData = __heap_base;
  let end: usize = (scanData + scanBytes + 15) & ~15;
  for (let index: u32 = 0; index < count; index++) {
    const blocks = across * factorAcross(index) * down * factorDown(index);
    setAddress(index, 8, end);
    end += blocks * 2;
    end = (end + 15) & ~15;
    if (!keepsAc(index)) continue;
    setAddress(index, 12, end);
    end += blocks * 8;
    setAddress(index, 16, end);
    end += blocks * blockBytes;
  }
  const pages = <i32>((end + 0xffff) >> 16) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) return 0;
  memory.fill(scanData, 0, end - scanData);
  return scanData;
}

function setAddress(index: u32, offset: u32, address: usize): void {
  store<u32>(records + index * bytesOfComponent + offset, <u32>address);
}

/**
 * @param across the horizontal sampling factor
 * @param blocksAcross the blocks of a row of a scan of this component alone
 */
export function setComponent(
  index: u32,
  across: u32,
  down: u32,
  blocksAcross: u32,
  blocksDown: u32,
  keepsAc: bool,
): void {
  const record = records + index * bytesOfComponent;
  store<u8>(record, <u8>across);
  store<u8>(record, <u8>down, 1);
  store<u8>(record, <u8>keepsAc, 2);
  store<u32>(record, blocksAcross, 20);
  store<u32>(record, blocksDown, 24);
}

export function factorAcross(index: u32): u32 {
  return load<u8>(records + index * bytesOfComponent);
}

export function factorDown(index: u32): u32 {
  return load<u8>(records + index * bytesOfComponent, 1);
}

export function keepsAc(index: u32): bool {
  return load<u8>(records + index * bytesOfComponent, 2) !== 0;
}

/** The address of the DC coefficients of a component, of 2 bytes. */
export function dcOf(index: u32): usize {
  return load<u32>(records + index * bytesOfComponent, 8);
}

/** The address of the AC coefficients that are not 0: a bit of 8 bytes for each. */
export function nonZeroOf(index: u32): usize {
  return load<u32>(records + index * bytesOfComponent, 12);
}

/** The address of the AC coefficients of a block. */
export function acOf(index: u32, block: u32): usize {
  return <usize>load<u32>(records + index * bytesOfComponent, 16) + block * blockBytes;
}

export function setAc(index: u32, block: u32, coefficient: u32, value: i32): void {
  store<i16>(acOf(index, block) + (coefficient << 1), <i16>value);
  const nonZero = nonZeroOf(index) + (block << 3);
  store<u64>(nonZero, load<u64>(nonZero) | ((<u64>1) << coefficient));
}

export function blocksAcross(index: u32): u32 {
  return load<u32>(records + index * bytesOfComponent, 20);
}

export function blocksDown(index: u32): u32 {
  return load<u32>(records + index * bytesOfComponent, 24);
}

/** The blocks of a row of the memory, which has whole units. */
export function rowBlocks(index: u32): u32 {
  return unitsAcross * factorAcross(index);
}

/** The address of a table: the codes by their next 16 bits. */
export function tableAddress(number: u32): usize {
  return codeTables + number * codeTableBytes;
}
