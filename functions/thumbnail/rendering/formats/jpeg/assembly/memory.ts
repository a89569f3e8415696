/** Max bytes of the input of a call. */
export const inputBytes: u32 = 1 << 18;
/** Bytes of data that may be left from the call before, with room to spare. */
const leftBytes: u32 = 4096;
// https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.2.3
export const maxBlocks: u32 = 10;
export const maxComponents: u32 = 4;
/** A component has a pair of tables. */
const maxPairs: u32 = maxComponents;
/** Blocks with the same tables are of one kind, except for the last one of a unit. */
const maxKinds: u32 = maxPairs + 1;

export const chains: u32 = 4;
/** A list has fewer entries. Only blocks of less than 8 bits could need more. */
export const maxEntries: u32 = 1 << 19;
export const listBytes: u32 = maxEntries * 4;

/** The bits by which a fast table is read. With fewer, it takes more steps, and with more, the tables no longer fit a processor's cache. */
export const lookBits: u32 = 12;
export const fastTableBytes: u32 = 8 << lookBits;
export const codeTableBytes: u32 = 2 << 16;

export const input: usize = memory.data(inputBytes, 16);
export const data: usize = memory.data(inputBytes + leftBytes, 16);
export const dataTop: usize = data + inputBytes + leftBytes;
export const written: usize = memory.data(inputBytes + leftBytes, 16);
export const writtenTop: usize = written + inputBytes + leftBytes;
/** Each byte of the input may become two. */
export const output: usize = memory.data(2 * (inputBytes + leftBytes), 16);

export const codeTables: usize = memory.data(2 * maxPairs * codeTableBytes, 16);
/** The last two are those of chains that wait or are broken. */
export const fastTables: usize = memory.data((2 * maxKinds + 2) * fastTableBytes, 16);
export const waitingTable: usize = fastTables + 2 * maxKinds * fastTableBytes;
export const brokenTable: usize = waitingTable + fastTableBytes;

/** See whole-blocks.ts. */
export const wholeBlocks: usize = memory.data(4 << lookBits, 16);

export const blocks: usize = memory.data(maxBlocks * 16, 16);
export const states: usize = memory.data(32 * 4, 16);
export const chainStates: usize = memory.data(chains * 8, 16);
export const lists: usize = memory.data(chains * listBytes, 16);
