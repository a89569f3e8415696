import { program } from './drop-ac-codes-program.ts';
import { endOfImage } from './end-of-image.ts';
import { codeBits, type HuffmanTable } from './huffman-tables.ts';
import type { SequentialScan } from './sequential-scan.ts';
import { showsOnlyMeans } from './shows-only-means.ts';

declare global {
  /** The types of Node.js do not declare WebAssembly. */
  namespace WebAssembly {
    var Module: new (bytes: Uint8Array) => Module;
    var Instance: new (module: Module) => { exports: object };
  }
}

/** See assembly/index.ts. */
interface Program {
  memory: { buffer: ArrayBuffer };
  inputBytes: { value: number };
  inputAddress(): number;
  outputAddress(): number;
  pairAddress(pair: number): number;
  setBlock(block: number, pair: number, endCode: number, endBits: number): void;
  begin(blocksOfUnit: number, units: number): void;
  dropAcCodes(length: number): number;
  readLength(): number;
  writtenLength(): number;
}

const needsInput = 0;
const done = 1;

let loaded: Program | undefined;

/**
 * Returns the data of a scan without the AC codes of components that show only means at an eighth of the size, in parts; undefined when
 * the data is damaged, or the image does not end after it.
 */
export function dropAcCodes(jpeg: Buffer, scan: SequentialScan): Buffer[] | undefined {
  loaded ??= load();
  if (!setBlocks(loaded, scan)) return undefined;
  const { memory, inputBytes, inputAddress, outputAddress } = loaded;
  const parts: Buffer[] = [];
  loaded.begin(scan.blocks.length, scan.units);
  for (let at = scan.start, status = needsInput; status === needsInput; ) {
    const input = jpeg.subarray(at, at + inputBytes.value);
    Buffer.from(memory.buffer).set(input, inputAddress());
    status = loaded.dropAcCodes(input.length);
    at += loaded.readLength();
    const output = Buffer.from(memory.buffer, outputAddress(), loaded.writtenLength());
    parts.push(Buffer.from(output));
    if (status === done) return jpeg.subarray(at, at + endOfImage.length).equals(endOfImage) ? parts : undefined;
    if (loaded.readLength() === 0) return undefined;
  }
  return undefined;
}

function load(): Program {
  const module = new WebAssembly.Module(Buffer.from(program.code, 'base64'));
  // The exports are those of assembly/index.ts.
  return new WebAssembly.Instance(module).exports as Program;
}

/** Returns false when a component has no code that ends a block. */
function setBlocks({ memory, pairAddress, setBlock }: Program, { blocks, frame }: SequentialScan): boolean {
  const pairs: { dc: HuffmanTable; ac: HuffmanTable; end: Code }[] = [];
  for (const [index, { dc, ac, component }] of blocks.entries()) {
    let pair = pairs.findIndex((other) => other.dc === dc && other.ac === ac);
    if (pair < 0) {
      const end = endOfBlock(ac);
      if (!end) return false;
      pair = pairs.push({ dc, ac, end }) - 1;
      const tables = new Uint16Array(memory.buffer, pairAddress(pair), dc.length + ac.length);
      tables.set(dc);
      tables.set(ac, dc.length);
    }
    const { code = 0, bits = 0 } = (showsOnlyMeans(component, frame) && pairs[pair]?.end) || {};
    setBlock(index, pair, code, bits);
  }
  return true;
}

interface Code {
  code: number;
  bits: number;
}

/** Returns the AC code that ends a block. */
function endOfBlock(ac: HuffmanTable): Code | undefined {
  const next = ac.findIndex((entry) => entry > 0 && (entry & 0xff) === 0);
  const bits = (ac[next] ?? 0) >> 8;
  return next < 0 ? undefined : { code: next >> (codeBits - bits), bits };
}
